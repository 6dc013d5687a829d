package dev.weft.worker.protocol.delivery;

/**
 * An event to be sent.
 *
 * @param delivery its number
 * @param offset of the event in the log: of a lane they go up
 * @param id tells events apart, for the receiver: the same however often it is sent
 * @param url where it goes
 * @param secret name of the secret by which it is signed
 * @param event in structured form, JSON
 * @param retrySeconds how long it is tried
 * @param doubtful whether it may have been told, and settled, before: then it is asked first
 */
public record DeliveryOrder(
        long delivery,
        long offset,
        String id,
        String url,
        String secret,
        String event,
        long retrySeconds,
        boolean doubtful) {}
