"""A tn3270d for tests of the client libraries: it says what a test tells it to, and shows screens.

It follows the order of messages of docs/applications.md and checks what an application must keep to:
a send needs credit, and an accept before it.
"""

from __future__ import annotations

import json
import os
import queue
import socket
import tempfile
import threading
import time
from typing import Any, Callable, Dict, List, Optional

Message = Dict[str, Any]


class FakeVtam:
    """Takes any number of applications, each on a connection of its own."""

    def __init__(self, refuse_open: Optional[Message] = None) -> None:
        self._folder = tempfile.TemporaryDirectory()
        self.path = os.path.join(self._folder.name, "acb.sock")
        self._listener = socket.socket(socket.AF_UNIX)
        self._listener.bind(self.path)
        self._listener.listen()
        self._refuse_open = refuse_open
        self.open: Dict[str, Connection] = {}
        self.said: "queue.Queue[Message]" = queue.Queue()  # what belongs to no session
        self.sessions: Dict[str, FakeSession] = {}
        self.connections: List[Connection] = []
        threading.Thread(target=self._accept, daemon=True).start()

    def close(self) -> None:
        self._listener.close()
        for connection in self.connections:
            connection.end()
        self._folder.cleanup()

    def wait_open(self, applid: str) -> None:
        eventually(lambda: applid in self.open, f"{applid} does not open its ACB")

    def log_on(self, applid: str, **more: Any) -> "FakeSession":
        self.wait_open(applid)
        session = FakeSession(self.open[applid], f"s{len(self.sessions) + 1}")
        self.sessions[session.id] = session
        session.connection.say({
            "type": "logon", "session": session.id, "applid": applid, "lu": "T001",
            "lu_type": "terminal", "logmode": "SP3272QN", "typeterm": "VSE3278Q",
            "screen": {"rows": 24, "columns": 80, "alternate": {"rows": 24, "columns": 80}},
            "device": "IBM-3278-2-E", "code_page": "1047", "client": "127.0.0.1", "data": "",
            **more})
        return session

    def _accept(self) -> None:
        while True:
            try:
                taken, _ = self._listener.accept()
            except OSError:
                return
            connection = Connection(self, taken)
            self.connections.append(connection)
            connection.start()  # only now: what it says opens ACBs, which a test waits for


class Connection:
    def __init__(self, vtam: FakeVtam, taken: socket.socket) -> None:
        self._vtam = vtam
        self._socket = taken
        self._write = threading.Lock()
        self.ended = threading.Event()

    def start(self) -> None:
        threading.Thread(target=self._read, daemon=True).start()

    def say(self, message: Message) -> None:
        with self._write:
            self._socket.sendall(json.dumps(message).encode() + b"\n")

    def end(self) -> None:
        self._socket.shutdown(socket.SHUT_RDWR)

    def _read(self) -> None:
        with self._socket.makefile("rb") as lines:
            for line in lines:
                self._hear(json.loads(line))
        self.ended.set()

    def _hear(self, message: Message) -> None:
        kind = message["type"]
        answer: Message = {"id": message["id"]} if "id" in message else {}
        session = self._vtam.sessions.get(message.get("session", ""))
        if session is not None:
            session.hear(message, answer)
            return
        if kind == "hello":
            self.say({**answer, "type": "hello", "api": {"current": 1, "minimum": 1},
                      "name": "tn3270d", "version": "0", "limits": {"line": 524288, "credit": 8},
                      "a field of the future": True})
        elif kind == "open" and self._vtam._refuse_open:
            self.say({**answer, "type": "refused", "of": "open", **self._vtam._refuse_open})
        elif kind == "open":
            self.say({**answer, "type": "opened", "applid": message["applid"],
                      "mode": message.get("mode", "screen"), "acquire": True, "pass": True})
            self._vtam.open[message["applid"]] = self  # a test may log on from here
        elif kind == "close":
            del self._vtam.open[message["applid"]]
            self.say({**answer, "type": "closed", "applid": message["applid"]})
        self._vtam.said.put(message)

    def said_next(self) -> Message:
        return self._vtam.said.get(timeout=5)


class FakeSession:
    def __init__(self, connection: Connection, name: str) -> None:
        self.connection = connection
        self.id = name
        self.accepted = False
        self.gives_credit = True
        self.credit = 8
        self.sends: List[Message] = []
        self.said: List[Message] = []  # everything else
        self.faults: List[str] = []
        self.refuse_next: Optional[Message] = None

    def say(self, kind: str, **more: Any) -> None:
        self.connection.say({"type": kind, "session": self.id, **more})

    def hear(self, message: Message, answer: Message) -> None:
        kind = message["type"]
        if kind == "accept":
            self.accepted = True
        elif kind in ("send", "print"):
            self._take_credit()
        if self.refuse_next is not None:
            refused, self.refuse_next = self.refuse_next, None
            self.say("refused", **answer, of=kind, **refused)
        elif kind == "close":
            self.say("closed", **answer)
        elif kind == "print":
            self.say("printed", **answer, job=1)
        elif message.get("response"):
            self.say("response", **answer, ok=True)
        (self.sends if kind == "send" else self.said).append(message)

    def _take_credit(self) -> None:
        self.credit -= 1
        if self.credit < 0:
            self.faults.append("a send without credit")
        if not self.accepted:
            self.faults.append("a send before accept")
        if self.gives_credit:
            self.give_credit(1)

    def give_credit(self, n: int) -> None:
        self.credit += n
        self.say("credit", n=n)

    # -- as a user sees it

    @property
    def screen(self) -> Message:
        return dict(self.sends[-1]["screen"]) if self.sends else {}

    def text(self) -> str:
        """The screen's rows, fields where they stand."""
        screen = self.screen
        rows = [[" "] * 80 for _ in range(24)]

        def put(row: int, column: int, words: str) -> None:
            row, column = (row - 1 if row > 0 else 24 + row), (column - 1 if column > 0 else 80 + column)
            rows[row][column:column + len(words)] = words
        for one in screen.get("fields", ()):
            put(one["row"], one["column"], one.get("text", ""))
        message = screen.get("message", "")
        put(23, 2, message if isinstance(message, str) else message["text"])
        put(24, 2, screen.get("keys", ""))
        return "\n".join("".join(row).rstrip() for row in rows)

    def wait_text(self, words: str) -> None:
        eventually(lambda: words in self.text(), lambda: f"no {words!r} on\n{self.text()}")

    def press(self, aid: str, **fields: str) -> None:
        """Presses a key and waits until there is an answer."""
        before = len(self.sends) + len(self.said)
        self.say("input", aid=aid, cursor={"row": 1, "column": 1}, fields=fields)
        eventually(lambda: len(self.sends) + len(self.said) > before, f"nothing answers {aid}")

    def last(self, kind: str) -> Message:
        eventually(lambda: any(one["type"] == kind for one in self.said), f"no {kind} was said")
        return [one for one in self.said if one["type"] == kind][-1]


def eventually(condition: Callable[[], bool], what: "str | Callable[[], str]") -> None:
    until = time.monotonic() + 5
    while not condition():
        if time.monotonic() > until:
            raise AssertionError(what if isinstance(what, str) else what())
        time.sleep(0.002)
