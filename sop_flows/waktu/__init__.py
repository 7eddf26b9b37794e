"""Working time: waktu, calendar, tenggat, dates as people write them, and when to remind."""
