"""An application for application_bench: what answering_application.cpp does, in Python."""

from __future__ import annotations

import sys

from tn3270d import Application, Field, Screen, Session

LINES = 14
INPUT_ROW = 12
INPUT_COLUMN = 19

app = Application("ANSWER", sys.argv[1])


@app.on_logon
async def answer(terminal: Session) -> None:
    typed = ""
    transactions = 0
    while True:
        fields = [Field(1, 2, "ANSWER", intense=True, color="white")]
        fields += [Field(line + 3, 2,
                         f"Line with some words and a number  {transactions + line}",
                         color="turquoise")
                   for line in range(LINES) if line + 3 != INPUT_ROW]
        fields += [Field(INPUT_ROW, 2, "Name  . . . . .", color="green"),
                   Field(INPUT_ROW, INPUT_COLUMN, typed, name="name", length=20,
                         highlight="underscore")]
        key = await terminal.ask(Screen(fields, keys="Enter=Again   PF3=End"))
        transactions += 1
        typed = key["name"]

app.run()
