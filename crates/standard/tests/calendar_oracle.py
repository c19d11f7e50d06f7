"""Says of every day whether it is worked in Kazakhstan, by the `holidays` package of PyPI.

An independent witness for law/calendar: the package is kept by other people from the acts themselves. It prints
one line a day, `YYYY-MM-DD,1` for a working day and `YYYY-MM-DD,0` for a day off, five-day week:

    python calendar_oracle.py FIRST_YEAR LAST_YEAR

Needs a Python in which `holidays` can be imported; installs nothing.
"""

import datetime
import sys

import holidays

SATURDAY = 5


def main() -> None:
    first, last = int(sys.argv[1]), int(sys.argv[2])
    # A day off may be moved across New Year, so the neighbours are populated as well.
    kazakhstan = holidays.country_holidays("KZ", years=range(first - 1, last + 2))
    day = datetime.date(first, 1, 1)
    while day.year <= last:
        if day.weekday() >= SATURDAY:
            works = day in kazakhstan.weekend_workdays
        else:
            works = day not in kazakhstan
        print(f"{day.isoformat()},{int(works)}")
        day += datetime.timedelta(days=1)


if __name__ == "__main__":
    main()
