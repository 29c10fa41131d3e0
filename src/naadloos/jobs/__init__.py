"""Work that takes longer than a page: asked for by a person, done by a worker, followed on any page.

An app declares its kinds of job in ``apps.py`` (``registry.register``). A page calls ``actions.start_job`` and shows
``components/job.html`` with what ``queries.shown`` gives. A worker (``worker.work``) runs the function of the kind; the
function says how far it is with ``work.report`` and asks ``work.stop_asked``. docs/decisions/0009-jobs.md says why.
"""
