"""When each of the ten steps must begin and end, counted back from the start, and how much time is left."""

from naadloos.engines.roadmap.schedule import LINKS, StepTask, StepTime, Timeline, timeline

__all__ = ["LINKS", "StepTask", "StepTime", "Timeline", "timeline"]
