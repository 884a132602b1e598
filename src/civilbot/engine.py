"""The durable queue: polls and actions survive a crash and run on any machine.

DBOS keeps the queue in a SQLite file, or in PostgreSQL for many machines. A
workflow only carries names; what they mean is in our own ledger. So a workflow
that is repeated, recovered twice or lost does no harm: claiming a ledger entry
is compare-and-set, and the sweep submits again what is due.
"""

import logging
from collections.abc import Callable, Collection
from dataclasses import dataclass
from datetime import UTC, datetime

from dbos import (
    DBOS,
    DBOSConfig,
    DBOSPortableJSONSerializer,
    SetEnqueueOptions,
    SetWorkflowID,
    WorkflowHandle,
)

#: Pending work belongs to this protocol, not to a release: an upgrade carries it on.
PROTOCOL = "civilbot-1"

_POLLS = "polls"
_ACTIONS = "actions"


@dataclass(frozen=True, slots=True, kw_only=True)
class Jobs:
    """What the queue runs: each takes names and returns a word for the log."""

    #: Polls a source; gets the source's name and the tick.
    poll: Callable[[str, int], str]
    #: Tries a ledger entry; gets its key and the attempts it had.
    act: Callable[[str, int], str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Queueing:
    """How the queue is run."""

    url: str
    #: This process's name; the same after a restart.
    worker: str
    #: Seconds between looks into the queue.
    look_every: float = 1.0
    #: Per account. Reddit allows about 100 requests a minute; an action takes three.
    actions_per_minute: int = 30


class _Running:
    """The jobs of the engine that runs in this process: DBOS has one instance only."""

    jobs: Jobs | None = None


@DBOS.workflow(name="civilbot.poll")
def _poll(source: str, tick: int) -> str:
    return _Running.jobs.poll(source, tick) if _Running.jobs else "stopped"


@DBOS.workflow(name="civilbot.act")
def _act(key: str, attempts: int) -> str:
    return _Running.jobs.act(key, attempts) if _Running.jobs else "stopped"


class Engine:
    """Runs polls and actions from the durable queue."""

    def __init__(self, jobs: Jobs, queueing: Queueing) -> None:
        """Take what to run; nothing starts yet."""
        self._jobs = jobs
        self._queueing = queueing

    def start(self) -> None:
        """Open the queue and begin; what a crash left behind is taken up again."""
        _quieten()
        _Running.jobs = self._jobs
        DBOS(config=_config(self._queueing))
        DBOS.launch()
        look_every = self._queueing.look_every
        DBOS.register_queue(
            _POLLS, worker_concurrency=4, polling_interval_sec=look_every
        )
        DBOS.register_queue(
            _ACTIONS,
            worker_concurrency=4,
            partition_limiter={
                "limit": self._queueing.actions_per_minute,
                "period": 60.0,
            },
            polling_interval_sec=look_every,
        )

    def stop(self, *, patience: int = 10) -> None:
        """Stop taking work, wait `patience` seconds for what runs, close."""
        DBOS.destroy(workflow_completion_timeout_sec=patience)
        _Running.jobs = None

    def poll(self, source: str, tick: int) -> WorkflowHandle[str]:
        """Queue a poll; while one of a source is outstanding, no other is added."""
        with (
            SetWorkflowID(f"poll:{source}:{tick}"),
            SetEnqueueOptions(
                deduplication_id=source, duplication_policy="return-existing"
            ),
        ):
            return DBOS.enqueue_workflow(_POLLS, _poll, source, tick)

    def act(self, key: str, *, attempts: int, account: str, slot: int) -> None:
        """Queue a try of a ledger entry; the same try in the same slot is one."""
        with (
            SetWorkflowID(f"act:{key}:{attempts}:{slot}"),
            SetEnqueueOptions(queue_partition_key=account),
        ):
            DBOS.enqueue_workflow(_ACTIONS, _act, key, attempts)

    def free(self, living: Collection[str]) -> int:
        """Cancel what workers that are gone were running; the sweep redoes it.

        Their records go, too: while one stands, the same try is not queued again.
        """
        pending = DBOS.list_workflows(
            status="PENDING", load_input=False, load_output=False
        )
        dead = [
            workflow.workflow_id
            for workflow in pending
            if workflow.executor_id and workflow.executor_id not in living
        ]
        if dead:
            DBOS.cancel_workflows(dead)
            DBOS.delete_workflows(dead)
        return len(dead)

    def tidy(self, *, before: float) -> int:
        """Delete the records of workflows that ended before a time."""
        ended = DBOS.list_workflows(
            status=["SUCCESS", "ERROR", "CANCELLED"],
            end_time=datetime.fromtimestamp(before, UTC).isoformat(),
            limit=1000,
            load_input=False,
            load_output=False,
        )
        names = [workflow.workflow_id for workflow in ended]
        if names:
            DBOS.delete_workflows(names)
        return len(names)


def _config(queueing: Queueing) -> DBOSConfig:
    return DBOSConfig(
        name="civilbot",
        system_database_url=queueing.url,
        application_version=PROTOCOL,
        executor_id=queueing.worker,
        # The default serializer is pickle: whoever can write the file could run code.
        serializer=DBOSPortableJSONSerializer(),
        run_migrations=True,
        log_level="WARNING",
        max_executor_threads=12,
        notification_listener_polling_interval_sec=max(1.0, queueing.look_every),
        scheduler_polling_interval_sec=300.0,
    )


def _quieten() -> None:
    """Let DBOS log through our handlers only."""
    logger = logging.getLogger("dbos")
    logger.handlers = [logging.NullHandler()]
    logger.propagate = True
