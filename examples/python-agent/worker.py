"""A Weft agent in Python: an activity on a task queue of its own.

Weft calls it with one argument, a map:

    agent, operation       which agent is called, and for what
    parameters             as the task gives them
    workflow, run, task    who calls
    attempt                from 1
    idempotency_key        the same for all attempts of one execution of the task

What it returns is the task's output. An ApplicationError fails the attempt: its type is the error code, and
non_retryable says that another attempt would not help.
"""

import asyncio
import os
import re
from collections import Counter

from temporalio import activity
from temporalio.client import Client
from temporalio.exceptions import ApplicationError
from temporalio.worker import Worker

TASK_QUEUE = "python-agents"


@activity.defn(name="agent:text_statistics")
async def text_statistics(call: dict) -> dict:
    operations = {"describe": describe}
    operation = operations.get(call.get("operation"))
    if operation is None:
        raise ApplicationError(
            f"Expected one of {sorted(operations)}, but found {call.get('operation')!r}.",
            type="unknown_operation",
            non_retryable=True,
        )
    return await operation(**call["parameters"])


async def describe(text: str, top: int = 3) -> dict:
    sentences = [one for one in re.split(r"[.!?]+\s*", text) if one.strip()]
    if not sentences:
        raise ApplicationError("Expected a text with words in it, but found none.", type="empty_text", non_retryable=True)
    words: Counter[str] = Counter()
    for sentence in sentences:
        # A sign of life: without one for as long as the agent's `heartbeat`, the attempt is lost and made again.
        activity.heartbeat()
        words.update(word.lower() for word in re.findall(r"\w+", sentence))
        await asyncio.sleep(0)
    return {
        "words": sum(words.values()),
        "sentences": len(sentences),
        "top": [word for word, _ in sorted(words.items(), key=lambda one: (-one[1], one[0]))[:top]],
    }


async def main() -> None:
    client = await Client.connect(
        os.environ.get("TEMPORAL_ADDRESS", "127.0.0.1:7233"),
        namespace=os.environ.get("TEMPORAL_NAMESPACE", "default"),
    )
    async with Worker(client, task_queue=TASK_QUEUE, activities=[text_statistics]):
        print(f"python worker ready on {TASK_QUEUE}", flush=True)
        await asyncio.Event().wait()


if __name__ == "__main__":
    asyncio.run(main())
