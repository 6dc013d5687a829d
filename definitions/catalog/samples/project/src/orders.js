// Puts an order on hold until a person releases it.
export function hold(order, reason) {
  if (!reason) {
    throw new Error("Expected a reason");
  }
  return { ...order, status: "on_hold", reason };
}
