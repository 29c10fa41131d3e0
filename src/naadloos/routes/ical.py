"""Calendars that other programs read: every one with our name, and with its time zone."""

from icalendar import Calendar


def new_calendar(name: str) -> Calendar:
    calendar = Calendar()
    calendar.add("prodid", "-//Naadloos//NL")
    calendar.add("version", "2.0")
    calendar.add("x-wr-calname", name)
    return calendar


def written(calendar: Calendar) -> bytes:
    # Times are those of a clock on the wall: without its time zone another program shifts them in summer.
    calendar.add_missing_timezones()
    return bytes(calendar.to_ical())
