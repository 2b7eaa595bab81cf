const echo = (origin, query = "") => `${origin}/fetch/echo.py?${query}`;
