"""Write 3270 applications in Python: this file opens ACBs at the application socket of tn3270d.

    from tn3270d import Application, Field, Screen

    app = Application("HELLO")                       # the socket: path=..., or $TN3270D_SOCKET

    @app.on_logon
    async def hello(terminal):                       # once for every user who logs on
        key = await terminal.ask(Screen([Field(1, 2, "Your name?"), Field(1, 14, name="who", length=20)]))
        await terminal.close(notice="Good bye " + key["who"])

    app.run()                                        # until Ctrl-C

`ask` is SEND MAP and RECEIVE MAP in one: it shows a screen and comes back with the key that the user
pressed. What a conversation must remember, it keeps in local variables: each session has its own
call of the handler. A handler that is written with `async def` shares one thread with all others
(1,000 sessions are no burden), so it must not block for long. One that is written with a plain `def`
has a thread of its own and may: it gets a BlockingSession, whose methods are called without `await`.

What ends a conversation, raises: Lost when the user is gone or the operator has ended the session,
Refused when tn3270d says no. Nobody needs to catch them; the library tidies up behind the handler.

Standard library only, Python 3.9 or newer, one file: copy it beside your program. The messages on
the wire are told in docs/applications.md.
"""

from __future__ import annotations

import asyncio
import base64
import contextlib
import inspect
import json
import logging
import os
import signal
import ssl
import threading
from collections import deque
from dataclasses import dataclass, field
from types import TracebackType
from typing import (Any, Awaitable, Callable, Coroutine, Deque, Dict, Iterator, List, Optional,
                    Sequence, Tuple, Type, TypeVar, Union)

__all__ = ["Application", "BlockingSession", "Disconnected", "Error", "Field", "Input", "Lost",
           "Refused", "Screen", "Session", "Vtam"]

API = 1  # the version of the messages, newest and oldest, that this file speaks
LINE = 512 * 1024
LOG = logging.getLogger("tn3270d")

Message = Dict[str, Any]
Place = Tuple[int, int]
T = TypeVar("T")


# --- what can go wrong


class Error(Exception):
    """Everything that this library raises."""


class Disconnected(Error):
    """tn3270d cannot be reached, or has gone."""


class Refused(Error):
    """tn3270d has said no. `rule` is one word for programs, `why` a sentence for people."""

    def __init__(self, message: Message) -> None:
        self.of: str = message.get("of", "")
        self.rule: str = message.get("rule", "")
        self.why: str = message.get("why", "")
        self.field: str = message.get("field", "")
        self.sense: str = message.get("sense", "")
        where = f"{self.field}: " if self.field and self.of in ("send", "print") else ""
        super().__init__(f"{where}{self.why}" + (f" ({self.rule})" if self.rule else ""))


class Lost(Error):
    """The session is over. `reason`: "client", "kill", "react", "logoff", "shutdown" ..."""

    def __init__(self, message: Message) -> None:
        self.reason: str = message.get("reason", "")
        self.sense: str = message.get("sense", "")
        self.why: str = message.get("why", "")
        super().__init__(f"{self.reason}: {self.why}" if self.why else self.reason)


# --- screens


@dataclass
class Field:
    """Text on a screen, at a row and column that count from 1 (negative: from the end).

    A field with a name is one that users type into and that Input speaks of. The cell before a
    field is taken by its attribute.
    """

    row: int
    column: int
    text: str = ""
    name: str = ""
    length: Optional[int] = None  # cells; without: as long as its text
    protected: Optional[bool] = None  # without: unless it has a name
    numeric: bool = False
    hidden: bool = False
    intense: bool = False
    skip: bool = False
    modified: bool = False
    color: str = ""  # blue, red, pink, green, turquoise, yellow, white
    background: str = ""
    highlight: str = ""  # blink, reverse, underscore

    def message(self) -> Message:
        said: Message = {"row": self.row, "column": self.column}
        if self.text:
            said["text"] = self.text
        if self.name:
            said["name"] = self.name
        if self.length is not None:
            said["length"] = self.length
        if self.protected is not None:
            said["protected"] = self.protected
        for flag in ("numeric", "hidden", "intense", "skip", "modified"):
            if getattr(self, flag):
                said[flag] = True
        for word in ("color", "background", "highlight"):
            if getattr(self, word):
                said[word] = getattr(self, word)
        return said


@dataclass
class Screen:
    """A whole screen, or with `erase=False` fields that are written over the one that is there."""

    fields: Sequence[Field] = ()
    cursor: Union[str, Place, None] = None  # a field's name, or (row, column)
    message: str = ""  # stands on the last row but one
    message_color: str = ""
    keys: str = ""  # stands on the last row
    size: Union[str, Place, None] = None  # "primary", "alternate" or (rows, columns)

    def json(self) -> Message:
        said: Message = {"fields": [one.message() for one in self.fields]}
        if self.cursor is not None:
            said["cursor"] = (self.cursor if isinstance(self.cursor, str) else
                              {"row": self.cursor[0], "column": self.cursor[1]})
        if self.message:
            said["message"] = ({"text": self.message, "color": self.message_color}
                               if self.message_color else self.message)
        if self.keys:
            said["keys"] = self.keys
        if self.size is not None:
            said["size"] = (self.size if isinstance(self.size, str) else
                            {"rows": self.size[0], "columns": self.size[1]})
        return said


@dataclass
class Input:
    """One key. `key["name"]` is what the field shows, without blanks around it."""

    aid: str  # "Enter", "PF3", "PA1", "Clear" ...; "Attn" for the ATTN key
    cursor: Optional[Place] = None
    fields: Dict[str, str] = field(default_factory=dict)  # every named field as the user sees it
    typed: Dict[str, str] = field(default_factory=dict)  # only those that were changed
    others: List[Tuple[int, int, str]] = field(default_factory=list)  # text in no named field
    data: bytes = b""  # mode "datastream": the record, AID first

    def __getitem__(self, name: str) -> str:
        return self.fields.get(name, "").strip()


Sendable = Union[Screen, bytes]


# --- sessions


class _Facts:
    """What a LOGON tells of the session."""

    def __init__(self, logon: Message) -> None:
        self.id: str = logon["session"]
        self.applid: str = logon.get("applid", "")
        self.lu: str = logon.get("lu", "")
        self.lu_type: str = logon.get("lu_type", "terminal")  # or "printer"
        self.logmode: str = logon.get("logmode", "")
        self.typeterm: str = logon.get("typeterm", "")
        self.device: str = logon.get("device", "")
        self.code_page: str = logon.get("code_page", "")
        self.client: str = logon.get("client", "")
        self.data: str = logon.get("data", "")  # LOGON DATA(), or what the passing program said
        self.passed_by: str = logon.get("from", "")  # an APPLID, or nothing
        self.scs: bool = logon.get("scs", False)
        primary: Message = logon.get("screen") or {}
        largest: Message = primary.get("alternate") or primary
        self.primary: Place = (primary.get("rows", 24), primary.get("columns", 80))
        self.rows: int = largest.get("rows", 24)  # of a screen without a `size`
        self.columns: int = largest.get("columns", 80)


class Session(_Facts):
    """One terminal or printer in session with the application."""

    def __init__(self, application: Application, logon: Message, accepted: bool) -> None:
        super().__init__(logon)
        self.application = application
        self.release_wanted: str = ""  # the APPLID of who wants this LU; close() when you can
        self.client_there = True  # False: lost, and its session is kept ("tell")
        self.on_status: Optional[Callable[[str, str], None]] = None  # sense, why: a printer
        self._vtam = application.vtam
        self._accepted = accepted
        self._over: Optional[Error] = None  # Lost, or it was closed
        self._closed = False
        self._credit = self._vtam.credit
        self._no_credit: Deque[asyncio.Future[None]] = deque()
        self._release_waiters: List[asyncio.Future[str]] = []
        self._inputs: Deque[Input] = deque()
        self._reader: Optional[asyncio.Future[Input]] = None
        self._fault: Optional[Refused] = None  # of a send that nobody waits for
        self._shown: List[Message] = []  # to show it again: the screen, and what was written over it
        self._values: Dict[str, str] = {}

    # -- terminals

    async def ask(self, screen: Sendable, *, erase: bool = True, alarm: bool = False) -> Input:
        """Shows a screen and waits for the key that answers it."""
        self._inputs.clear()  # they answer older screens
        await self.show(screen, erase=erase, unlock=True, alarm=alarm)
        return await self.receive()

    async def show(self, screen: Sendable, *, erase: bool = True, unlock: bool = False,
                   alarm: bool = False, response: bool = False) -> None:
        """Shows a screen and goes on, the keyboard stays locked unless `unlock`.

        With `response` it waits until the terminal has answered that it shows it. Waits in any
        case while eight sends are on their way.
        """
        said: Message = {"type": "send", "session": self.id}
        if isinstance(screen, Screen):
            said["screen"] = screen.json()
            if not erase:
                said["erase"] = False
            if not unlock:
                said["unlock"] = False
            if alarm:
                said["alarm"] = True
            self._remember(said, erase)
        else:
            said["data"] = base64.b64encode(screen).decode()
        await self._spend()
        if not response:
            self._vtam.say(said)
            return
        answer = await self._vtam.request({**said, "response": True}, self)
        if not answer.get("ok", True):
            raise Refused({"of": "send", "rule": "RESPONSE", **answer})

    async def receive(self) -> Input:
        """The next key, without a new screen."""
        if self._fault is not None:
            fault, self._fault = self._fault, None
            raise fault
        self._check()
        if self._inputs:
            return self._inputs.popleft()
        reader: asyncio.Future[Input] = asyncio.get_running_loop().create_future()
        self._reader = reader
        try:
            return await reader
        finally:
            self._reader = None

    # -- printers

    async def print(self, text: str = "", *, scs: bytes = b"", end_of_job: bool = False) -> int:
        r"""Prints text ("\n" is a new line, "\f" a new page) or SCS, and waits until the printer has
        answered it. Returns the number of its job."""
        said: Message = {"type": "print", "session": self.id}
        if scs:
            said["scs"] = base64.b64encode(scs).decode()
        else:
            said["text"] = text
        if end_of_job:
            said["end_of_job"] = True
        await self._spend()
        printed = await self._vtam.request(said, self)
        return int(printed.get("job", 0))

    async def wait_for_release(self) -> str:
        """Until another application wants this LU; then its APPLID."""
        if self.release_wanted:
            return self.release_wanted
        self._check()
        waiter: asyncio.Future[str] = asyncio.get_running_loop().create_future()
        self._release_waiters.append(waiter)
        try:
            return await waiter
        finally:
            self._release_waiters.remove(waiter)

    # -- the end

    async def close(self, notice: str = "") -> None:
        """Ends the session; the user reads `notice` on the next screen. A printer is free again."""
        await self._close({"notice": notice} if notice else {})

    async def pass_to(self, applid: str, data: str = "", logmode: str = "") -> None:
        """CLSDST PASS: the user goes on with another application, which gets `data`.

        Refused if that one is not there, and then the session goes on here.
        """
        said: Message = {"pass_to": applid}
        if data:
            said["data"] = data
        if logmode:
            said["logmode"] = logmode
        await self._close(said)

    async def reject(self, why: str = "", sense: str = "08010000") -> None:
        """Instead of a first screen: the LOGON is not taken."""
        self._check()
        self._vtam.say({"type": "reject", "session": self.id, "sense": sense, "why": why})
        self._end()

    async def acquire(self, lu: str, *, queue: bool = False, logmode: str = "") -> Session:
        """As Application.acquire."""
        return await self.application.acquire(lu, queue=queue, logmode=logmode)

    async def __aenter__(self) -> Session:
        return self

    async def __aexit__(self, kind: Optional[Type[BaseException]], error: Optional[BaseException],
                        trace: Optional[TracebackType]) -> None:
        await self._let_go()

    # -- from here on: what the library does

    def _check(self) -> None:
        if self._over is not None:
            raise self._over

    def _remember(self, said: Message, erase: bool) -> None:
        if erase:
            self._shown = []
            self._values = {}
        if len(self._shown) < 16:
            self._shown.append(said)
        for one in said["screen"]["fields"]:
            if "name" in one:
                self._values[one["name"]] = one.get("text", "")

    async def _spend(self) -> None:
        self._check()
        self._accept()
        while self._credit == 0:
            room: asyncio.Future[None] = asyncio.get_running_loop().create_future()
            self._no_credit.append(room)
            await room
            self._check()
        self._credit -= 1

    def _accept(self) -> None:
        if not self._accepted:
            self._accepted = True
            self._vtam.say({"type": "accept", "session": self.id})

    async def _close(self, more: Message) -> None:
        self._check()
        self._accept()
        await self._vtam.request({"type": "close", "session": self.id, **more}, self)
        self._end()

    async def _let_go(self, notice: str = "") -> None:
        """The handler has ended, however: the LU must not be left behind."""
        if self._closed:
            return
        if self._over is not None:
            self._vtam.say({"type": "close", "session": self.id})
            self._end()
        elif not self._accepted:
            await self.reject(notice)
        else:
            with contextlib.suppress(Refused, Lost):
                await self.close(notice)
            if isinstance(self._over, Lost):
                await self._let_go()

    def _end(self) -> None:
        self._closed = True
        self._over = self._over or Error(f"the session with {self.lu} is closed")
        self._vtam.sessions.pop(self.id, None)
        self._wake()

    def _wake(self) -> None:
        for room in self._no_credit:
            if not room.done():
                room.set_result(None)
        self._no_credit.clear()
        for waiter in self._release_waiters:
            if not waiter.done() and self.release_wanted:
                waiter.set_result(self.release_wanted)
            elif not waiter.done() and self._over is not None:
                waiter.set_exception(self._over)
        if self._reader is not None and not self._reader.done():
            if self._fault is not None:
                self._reader.set_exception(self._fault)
                self._fault = None
            elif self._over is not None:
                self._reader.set_exception(self._over)
            elif self._inputs:
                self._reader.set_result(self._inputs.popleft())

    def _hear(self, message: Message) -> None:
        kind = message["type"]
        if kind == "input":
            self._inputs.append(self._input(message))
        elif kind == "credit":
            self._credit += int(message["n"])
        elif kind == "signal":
            self._inputs.append(Input("Attn", fields=dict(self._values)))
        elif kind == "refused":
            self._fault = Refused(message)
            if self._reader is None:
                LOG.warning("%s: %s", self.lu, self._fault)
        elif kind in ("lost", "closed"):
            self._over = Lost(message)
            if kind == "closed":
                self._end()
        elif kind == "repaint":
            asyncio.ensure_future(self._repaint())
        elif kind == "release":
            self.release_wanted = message.get("by", "?")
        elif kind == "client":
            self.client_there = bool(message.get("there"))
        elif kind == "status" and self.on_status is not None:
            self.on_status(message.get("sense", ""), message.get("why", ""))
        self._wake()

    def _input(self, message: Message) -> Input:
        typed: Dict[str, str] = message.get("fields") or {}
        if message.get("aid") != "CursorSelect":  # that names its fields without their texts
            self._values.update(typed)
        cursor: Message = message.get("cursor") or {}
        return Input(aid=message.get("aid", ""),
                     cursor=(cursor["row"], cursor["column"]) if cursor else None,
                     fields=dict(self._values), typed=typed,
                     others=[(other["row"], other["column"], other["text"])
                             for other in message.get("others") or ()],
                     data=base64.b64decode(message.get("data", "")))

    async def _repaint(self) -> None:
        with contextlib.suppress(Error):
            for said in list(self._shown):
                await self._spend()
                self._vtam.say(said)


class BlockingSession(_Facts):
    """A Session for handlers that are plain functions, each in a thread of its own."""

    def __init__(self, session: Session, logon: Message) -> None:
        super().__init__(logon)
        self._session = session
        self._loop = asyncio.get_running_loop()

    @property
    def release_wanted(self) -> str:
        return self._session.release_wanted

    @property
    def client_there(self) -> bool:
        return self._session.client_there

    def wait(self, doing: Coroutine[Any, Any, T]) -> T:
        """Any coroutine of this library, or your own, done in the thread of all `async` handlers."""
        return asyncio.run_coroutine_threadsafe(doing, self._loop).result()

    def ask(self, screen: Sendable, *, erase: bool = True, alarm: bool = False) -> Input:
        return self.wait(self._session.ask(screen, erase=erase, alarm=alarm))

    def show(self, screen: Sendable, *, erase: bool = True, unlock: bool = False,
             alarm: bool = False, response: bool = False) -> None:
        self.wait(self._session.show(screen, erase=erase, unlock=unlock, alarm=alarm,
                                     response=response))

    def receive(self) -> Input:
        return self.wait(self._session.receive())

    def print(self, text: str = "", *, scs: bytes = b"", end_of_job: bool = False) -> int:
        return self.wait(self._session.print(text, scs=scs, end_of_job=end_of_job))

    def close(self, notice: str = "") -> None:
        self.wait(self._session.close(notice))

    def pass_to(self, applid: str, data: str = "", logmode: str = "") -> None:
        self.wait(self._session.pass_to(applid, data, logmode))

    def reject(self, why: str = "", sense: str = "08010000") -> None:
        self.wait(self._session.reject(why, sense))

    @contextlib.contextmanager
    def acquire(self, lu: str, *, queue: bool = False,
                logmode: str = "") -> Iterator[BlockingSession]:
        """`with terminal.acquire("P001") as printer:`; it is let go at the end of the block."""
        session = self.wait(self._session.acquire(lu, queue=queue, logmode=logmode))
        try:
            yield self.wait(_blocking(session))
        finally:
            self.wait(session._let_go())


async def _blocking(session: Session) -> BlockingSession:
    return BlockingSession(session, session._vtam.facts(session))


AsyncHandler = Callable[[Session], Awaitable[None]]
BlockingHandler = Callable[[BlockingSession], None]
Handler = TypeVar("Handler", AsyncHandler, BlockingHandler)


# --- applications


class Application:
    """An ACB: a name that users log on to. Several may share one Vtam."""

    def __init__(self, applid: str, path: Optional[str] = None, *, vtam: Optional[Vtam] = None,
                 password: str = "", mode: str = "screen") -> None:
        self.applid = applid.upper()
        self.vtam = vtam if vtam is not None else Vtam(path)
        self.password = password
        self.mode = mode
        self.vtam.applications[self.applid] = self
        self._handler: Union[AsyncHandler, BlockingHandler, None] = None

    def on_logon(self, handler: Handler) -> Handler:
        """Decorates the function that is called for every LOGON."""
        self._handler = handler
        return handler

    def run(self, reconnect: Optional[float] = None) -> None:
        """Vtam.run."""
        self.vtam.run(reconnect)

    async def acquire(self, lu: str, *, queue: bool = False, logmode: str = "") -> Session:
        """A session with a LU that this application wants, a printer most of the time.

        Refused if it is not there within 10 s; with `queue` it waits until it is. Let it go by
        close(), or say `async with await app.acquire("P001") as printer:`.
        """
        said: Message = {"type": "acquire", "lu": lu.upper(), "applid": self.applid,
                         "queue": queue}
        if logmode:
            said["logmode"] = logmode
        acquired = await self.vtam.request(said)
        return self.vtam.sessions[acquired["session"]]

    def _logon(self, logon: Message) -> None:
        session = self.vtam.begin(self, logon, accepted=False)
        self.vtam.start(self._converse(session, logon))

    async def _converse(self, session: Session, logon: Message) -> None:
        notice = ""
        try:
            if self._handler is None:
                await session.reject(f"{self.applid} takes no LOGON")
            elif inspect.iscoroutinefunction(self._handler):
                await self._handler(session)
            else:
                await self._thread(session, logon)
        except Lost as over:
            LOG.info("%s: %s is gone, %s", self.applid, session.lu, over)
        except asyncio.CancelledError:
            raise
        except Exception:
            LOG.exception("%s: the conversation with %s has failed", self.applid, session.lu)
            notice = f"{self.applid} has failed; its log says why"
        with contextlib.suppress(Disconnected):
            await session._let_go(notice)

    async def _thread(self, session: Session, logon: Message) -> None:
        loop = asyncio.get_running_loop()
        done: asyncio.Future[None] = loop.create_future()
        terminal = BlockingSession(session, logon)

        def settle(error: Optional[BaseException]) -> None:
            if done.done():
                return
            if error is None:
                done.set_result(None)
            else:
                done.set_exception(error)

        def work() -> None:
            error: Optional[BaseException] = None
            try:
                self._handler(terminal)  # type: ignore[arg-type, misc]
            except Exception as raised:
                error = raised
            with contextlib.suppress(RuntimeError):  # the loop has ended meanwhile
                loop.call_soon_threadsafe(settle, error)

        threading.Thread(target=work, name=f"{self.applid} {session.lu}", daemon=True).start()
        await done


class Vtam:
    """The way to tn3270d: a Unix socket, or TCP with TLS and a token."""

    def __init__(self, path: Optional[str] = None, *, host: str = "", port: int = 0,
                 token: str = "", ca: Optional[str] = None) -> None:
        self.path = path or os.environ.get("TN3270D_SOCKET", "")
        self.host, self.port, self.token, self.ca = host, port, token, ca
        self.applications: Dict[str, Application] = {}
        self.sessions: Dict[str, Session] = {}
        self.credit = 8
        self.version = ""
        self._wire: Optional[_Wire] = None
        self._requests: Dict[int, Tuple[asyncio.Future[Message], Optional[Session]]] = {}
        self._logons: Dict[str, Message] = {}
        self._last_id = 0
        self._tasks: set[asyncio.Task[None]] = set()
        self._ended: Optional[asyncio.Future[str]] = None
        self._stop: Optional[asyncio.Event] = None

    def run(self, reconnect: Optional[float] = None) -> None:
        """Opens the ACBs of all its applications and serves them until SIGTERM or Ctrl-C (twice: at
        once). With `reconnect`, a connection that ends is tried again after so many seconds."""
        logging.basicConfig(level=logging.INFO, format="%(message)s")
        asyncio.run(self.serve(reconnect))

    def stop(self) -> None:
        """Closes the ACBs in order, and run() returns."""
        if self._stop is not None:
            self._stop.set()

    async def serve(self, reconnect: Optional[float] = None) -> None:
        """As run(), for programs that have a loop of their own."""
        self._stop = asyncio.Event()
        been_there = False
        with self._signals(self._stop):
            while not self._stop.is_set():
                try:
                    await self._connect()
                    been_there = True
                    await self._serve_once(self._stop)
                except (Disconnected, Refused) as error:
                    if reconnect is None or not been_there:
                        raise
                    LOG.warning("%s; trying again in %g s", error, reconnect)
                    with contextlib.suppress(asyncio.TimeoutError):
                        await asyncio.wait_for(self._stop.wait(), reconnect)
                finally:
                    self._forget()

    # -- for Session and Application

    def say(self, message: Message) -> None:
        if self._wire is not None:
            self._wire.say(message)

    async def request(self, message: Message, session: Optional[Session] = None) -> Message:
        """Says it with an id and waits for what answers it; Refused and Lost are raised."""
        if self._wire is None:
            raise Disconnected("there is no connection to tn3270d")
        self._last_id += 1
        number = self._last_id
        answer: asyncio.Future[Message] = asyncio.get_running_loop().create_future()
        self._requests[number] = (answer, session)
        self._wire.say({**message, "id": number})
        try:
            return await answer
        except asyncio.CancelledError:
            if message["type"] == "acquire":
                self.say({"type": "cancel", "acquire": number})
            raise
        finally:
            self._requests.pop(number, None)

    def begin(self, application: Application, logon: Message, accepted: bool) -> Session:
        session = Session(application, logon, accepted)
        self.sessions[session.id] = session
        self._logons[session.id] = logon
        return session

    def facts(self, session: Session) -> Message:
        return self._logons[session.id]

    def start(self, doing: Coroutine[Any, Any, None]) -> None:
        task = asyncio.ensure_future(doing)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    # -- the connection

    async def _connect(self) -> None:
        loop = asyncio.get_running_loop()
        self._ended = loop.create_future()
        self._ended.add_done_callback(lambda _: self._fail_requests())
        wire = _Wire(self._hear, self._ended)
        try:
            if self.host:
                trust = ssl.create_default_context(cafile=self.ca)
                await loop.create_connection(lambda: wire, self.host, self.port, ssl=trust)
            elif self.path:
                await loop.create_unix_connection(lambda: wire, self.path)
            else:
                raise Disconnected("where is tn3270d? Say path=..., or set TN3270D_SOCKET")
        except OSError as error:
            where = f"{self.host} port {self.port}" if self.host else self.path
            raise Disconnected(f"no tn3270d at {where}: {error.strerror or error}") from error
        self._wire = wire
        hello: Message = {"type": "hello", "api": {"current": API, "minimum": API},
                          "name": " ".join(self.applications)}
        if self.token:
            hello["token"] = self.token
        answer = await self.request(hello)
        self.version = answer.get("version", "")
        self.credit = int((answer.get("limits") or {}).get("credit", self.credit))

    async def _serve_once(self, stop: asyncio.Event) -> None:
        for application in self.applications.values():
            said: Message = {"type": "open", "applid": application.applid,
                             "mode": application.mode}
            if application.password:
                said["password"] = application.password
            await self.request(said)
            LOG.info("%s is open; Ctrl-C closes it", application.applid)
        assert self._ended is not None
        stopped = asyncio.ensure_future(stop.wait())
        either: List[asyncio.Future[Any]] = [stopped, self._ended]
        await asyncio.wait(either, return_when=asyncio.FIRST_COMPLETED)
        if self._ended.done():
            stopped.cancel()
            raise Disconnected(self._ended.result())
        for application in self.applications.values():
            with contextlib.suppress(Error, asyncio.TimeoutError):
                await asyncio.wait_for(
                    self.request({"type": "close", "applid": application.applid}), 5)
                LOG.info("%s is closed", application.applid)

    def _forget(self) -> None:
        """What belonged to a connection that has ended: nobody waits for it any more."""
        if self._wire is not None:
            self._wire.close()
            self._wire = None
        self._fail_requests()
        gone = Disconnected("the connection to tn3270d has ended")
        for session in list(self.sessions.values()):
            session._over = session._over or gone
            session._end()
        self._logons.clear()
        for task in self._tasks:
            task.cancel()

    def _fail_requests(self) -> None:
        for answer, _ in self._requests.values():
            if not answer.done():
                answer.set_exception(Disconnected("the connection to tn3270d has ended"))

    @contextlib.contextmanager
    def _signals(self, stop: asyncio.Event) -> Iterator[None]:
        if threading.current_thread() is not threading.main_thread():
            yield
            return
        loop = asyncio.get_running_loop()

        def ask_to_stop(number: int, _: Any) -> None:
            if stop.is_set():
                os._exit(128 + number)
            loop.call_soon_threadsafe(stop.set)
            signal.signal(number, lambda again, _: os._exit(128 + again))

        before = {number: signal.signal(number, ask_to_stop)
                  for number in (signal.SIGINT, signal.SIGTERM)}
        try:
            yield
        finally:
            for number, handler in before.items():
                signal.signal(number, handler)

    # -- what tn3270d says

    def _hear(self, message: Message) -> None:
        kind = message.get("type")
        session = self.sessions.get(message.get("session", ""))
        if kind == "ping":
            self.say({"type": "pong", "n": message.get("n")})
            return
        if kind == "logon":
            application = self.applications.get(message.get("applid", ""))
            if application is not None:
                application._logon(message)
            return
        if kind == "acquired":
            application = self.applications.get(message.get("applid", ""))
            if application is not None:
                session = self.begin(application, message, accepted=True)
        waiting, _ = self._requests.get(message.get("id", 0), (None, None))
        if kind == "acquired" and (waiting is None or waiting.done()):
            if session is not None:
                self.start(session._let_go())  # it was cancelled meanwhile
        elif waiting is not None and not waiting.done():
            if kind == "refused":
                waiting.set_exception(Refused(message))
            else:
                waiting.set_result(message)
        elif session is not None:
            session._hear(message)
            if session._over is not None:
                self._fail_requests_of(session)
        elif kind == "refused":
            LOG.warning("refused: %s", Refused(message))

    def _fail_requests_of(self, session: Session) -> None:
        for answer, whose in self._requests.values():
            if whose is session and not answer.done() and session._over is not None:
                answer.set_exception(session._over)


class _Wire(asyncio.Protocol):
    """Lines of JSON. What is said in one turn of the loop leaves in one write."""

    def __init__(self, hear: Callable[[Message], None], ended: asyncio.Future[str]) -> None:
        self._hear = hear
        self._ended = ended
        self._transport: Optional[asyncio.Transport] = None
        self._rest = b""
        self._out: List[bytes] = []
        self._loop = asyncio.get_running_loop()

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        assert isinstance(transport, asyncio.Transport)
        self._transport = transport

    def data_received(self, data: bytes) -> None:
        lines = (self._rest + data).split(b"\n")
        self._rest = lines.pop()
        for line in lines:
            self._hear(json.loads(line))

    def connection_lost(self, error: Optional[Exception]) -> None:
        if not self._ended.done():
            self._ended.set_result(f"tn3270d has ended the connection{f': {error}' if error else ''}")

    def say(self, message: Message) -> None:
        line = json.dumps(message, ensure_ascii=False, separators=(",", ":")).encode()
        if len(line) >= LINE:
            raise Error(f"a line of {len(line)} bytes is too long for tn3270d")
        if not self._out:
            self._loop.call_soon(self.flush)
        self._out.append(line)

    def flush(self) -> None:
        if self._out and self._transport is not None:
            self._out.append(b"")
            self._transport.write(b"\n".join(self._out))
        self._out.clear()

    def close(self) -> None:
        self.flush()
        if self._transport is not None:
            self._transport.close()
