"""Work that takes longer than a request: begun by a request, done beside it, watched on a page.

What a job does is one transaction: paused, cancelled or killed, nothing of it is kept. Begun again
it starts anew; what was done is not done twice (crm.models.JobResult).
"""

from crm.web.jobs.control import cancel, go_on, of, pause, start, take_up_lost
from crm.web.jobs.files import KEPT_FOR, KEY_LENGTH, clear_away, private_folder, state, states
from crm.web.jobs.how_far import State, Status
from crm.web.jobs.queue import queue
from crm.web.jobs.work import Job, Work, work

__all__ = [
    "KEPT_FOR",
    "KEY_LENGTH",
    "Job",
    "State",
    "Status",
    "Work",
    "cancel",
    "clear_away",
    "go_on",
    "of",
    "pause",
    "private_folder",
    "queue",
    "start",
    "state",
    "states",
    "take_up_lost",
    "work",
]  # fmt: skip
