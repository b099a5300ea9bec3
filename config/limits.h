#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>

#include "config/time.h"

// Every limit has a name, a unit, a reason and a test.
namespace config::limits {

// --- names and decks
// ---------------------------------------------------------------------------------------------

// Deck and book cards: columns 73-80 hold sequence numbers and are not read (80-column cards).
inline constexpr std::size_t kCardColumns = 72;
// SLI includes within includes; a member that includes itself ends here.
inline constexpr std::size_t kIncludeDepth = 16;
// One configuration file, in bytes. 100,000 LUs, a line each, need 5 MB.
inline constexpr std::size_t kConfigFileBytes = 64U << 20U;
// Lists and objects within each other in JSON; a LU of "servers", the deepest of ours, is the
// fifth.
inline constexpr std::size_t kJsonDepth = 32;
// LU names of one "T[001-100]" range.
inline constexpr std::size_t kRangeNames = 1'000'000;
// Deadlines of "timing". A shorter one is shorter than a round trip, a longer one than a day: both
// are typing mistakes (milliseconds for seconds).
inline constexpr Ticks kShortestDeadline = std::chrono::milliseconds(50);
inline constexpr Ticks kLongestDeadline = std::chrono::hours(24);
// TCP counts the idle time before its first keepalive probe in whole seconds, and Linux takes no
// more than these.
inline constexpr Ticks kShortestKeepalive = std::chrono::seconds(1);
inline constexpr Ticks kLongestKeepalive = std::chrono::seconds(32'767);
// One PEM file with key, certificate and chain. All public CAs together have 220 KB.
inline constexpr std::size_t kPemFileBytes = 1U << 20U;
// How long before its end a certificate is spoken of: time to have it renewed by somebody else.
inline constexpr auto kCertificateEnds = std::chrono::hours(24 * 30);
// Longest life of a certificate that we make, in days: a test CA should not outlive its test.
inline constexpr int kCertificateDays = 3'650;

// --- telnet (bytes unless said otherwise)
// --------------------------------------------------------------------------

// A sub-negotiation of ours never needs more than a device type and a name (32 + 8); libtelnet
// would grow to 16 KB and then spill the rest as data.
inline constexpr std::size_t kSubnegotiation = 512;
// RFC 2355 sends names of up to 8 bytes; x3270 cuts at 32, so longer texts are never a client's
// honest mistake.
inline constexpr std::size_t kResourceName = 32;
// One inbound record. A full Read Buffer of 27x132 in character mode is 30 KB, IND$FILE DFT 32 KB
// (PROTOCOL 4.5).
inline constexpr std::size_t kInboundRecord = 64U << 10U;
// One record of a host whose client we are. The largest screen is 90 KB, and the terminal that it
// is meant for is sent no more at once (kApplicationSend).
inline constexpr std::size_t kHostRecord = 96U << 10U;
// A line of text that a host writes before records flow; a terminal has 132 columns.
inline constexpr std::size_t kHostTextLine = 132;
// Such lines in a row: two screens. Who sends more of them is no 3270 host.
inline constexpr std::size_t kHostTextLines = 48;
// Data of a client before it has negotiated anything: storage leaked for ever on another server
// (APAR PQ51829).
inline constexpr std::size_t kEarlyData = 256;
// Telnet negotiation verbs and sub-negotiations of one connection in one life. A complete logon
// takes 14; CVE-2021-40523 is what happens without a bound.
inline constexpr std::uint32_t kNegotiations = 200;
// FUNCTIONS rounds before TN3270E is given up (RFC 2355 7.2 sets none; two parties could go on for
// ever).
inline constexpr std::uint8_t kFunctionRounds = 3;
// DEVICE-TYPE requests refused on one connection. A client with a list of LUs sends one for each.
inline constexpr std::uint32_t kDeviceRefusals = 100;
// Records of one connection with a data type that was never agreed: dropped, as a later draft may
// bring some; a client that goes on talks past us.
inline constexpr std::uint32_t kForeignRecords = 100;
// Records sent with ALWAYS-RESPONSE whose answers one link waits for. Printers have one under way;
// a terminal may leave some unanswered for ever (PROTOCOL 1.5), and its oldest is forgotten.
inline constexpr std::size_t kAnswersAwaited = 8;
// Records that wait for the client to give the turn back (CONTENTION-RESOLUTION); the largest
// screen is 90 KB. Beyond it they go out unasked.
inline constexpr std::size_t kHeldForTurn = 128U << 10U;

// --- time
// ------------------------------------------------------------------------------------------------------------

// PCOMM needs up to 5 s to un-negotiate; 30 s leaves room for a slow line.
inline constexpr Ticks kNegotiationPhase = std::chrono::seconds(30);
// All phases together: does not slide, so that a trickling client cannot hold a descriptor.
inline constexpr Ticks kNegotiationAll = std::chrono::seconds(60);
// An application that has been told to let go and has not: a message, once (MODEL 3).
inline constexpr Ticks kTerminating = std::chrono::seconds(30);
// A holder that is silent is asked whether it lives; PCOMM gives up after 3 s (APAR IT17700).
inline constexpr Ticks kProbeAnswer = std::chrono::seconds(2);
inline constexpr Ticks kProbeSilence = std::chrono::seconds(1);
// A session that is promised to a client waits so long for its connection, which comes from another
// thread: only a client that has gone in between does not bring it.
inline constexpr Ticks kHandOver = std::chrono::seconds(5);
// Sessions of one client that are asked for, one after the other, when it comes back without a
// name: each that is silent costs it kProbeAnswer.
inline constexpr std::size_t kTakeoverProbes = 4;
// A screen that is kept for a client, in bytes for each of its cells: 3,840 of 24x80. A screen as
// people write them needs half a byte; the rest is what happens to it until it is written as one
// record again.
inline constexpr std::size_t kKeptScreenPerCell = 2;
// Different names that one address may be refused in a minute before it gets one answer with one
// delay for everything (MODEL 7). A list of 10 LU names that are all in use is an honest client's.
inline constexpr std::uint32_t kRefusedNames = 20;
inline constexpr Ticks kRefusedNamesIn = std::chrono::minutes(1);
inline constexpr Ticks kGuesserWaits = std::chrono::seconds(3);
// Addresses of which the refused names are remembered, with 21 names each: 6 MB. Beyond it the one
// that was refused longest ago is forgotten.
inline constexpr std::size_t kGuessersWatched = 10'000;
// LOGONs of one session within the time below; more is a script (z/OS' MAXREQSESS counts so).
inline constexpr std::uint32_t kLogonsPerTenSeconds = 20;
inline constexpr Ticks kLogonsIn = std::chrono::seconds(10);
// What "throttle" may count to: beyond is never, and 0 says so.
inline constexpr std::uint32_t kThrottleMost = 1'000'000;
// x3270 shows a line of text that comes before 3270 mode only while the connection stands.
inline constexpr Ticks kNoticeShown = std::chrono::seconds(2);
// SIGTERM to the end of the process.
inline constexpr Ticks kShutdown = std::chrono::seconds(5);
// Accepting goes on by itself after EMFILE and its like (APAR PI71325: it never did).
inline constexpr Ticks kAcceptPause = std::chrono::milliseconds(200);

// Between two parts of one record, or of one telnet sub-negotiation: a client sends each in one
// piece, and a slow line needs 7 s for 64 KB at 72 kbit/s.
inline constexpr Ticks kUnfinished = std::chrono::seconds(30);
// From the connect, or from FOLLOWS, to the end of the TLS handshake.
inline constexpr Ticks kTlsHandshake = std::chrono::seconds(15);
// TLS handshakes that wait for their turn. Each needs 80 KB and half a millisecond of one core:
// these are done in a quarter of PCOMM's three seconds (APAR IT17700).
inline constexpr std::uint32_t kHandshakes = 1'000;
// While there are that many, the next client waits for so long before one looks again: ten
// handshakes end in this time.
inline constexpr Ticks kHandshakeWait = std::chrono::milliseconds(5);
// A client that says nothing on a port with TLS, STARTTLS and clear text is taken for one that
// waits for the server's first word (PROTOCOL 3.1): TLS clients speak first, at once.
inline constexpr Ticks kTlsFirstByte = std::chrono::milliseconds(1'500);
// Connections to one host that are being made at the same time. Hercules 3.13 loses some of ten
// that come at once, and says so nowhere; it gets 1 in its settings.
inline constexpr std::uint32_t kHostInflight = 16;
// From the connect to the end of the negotiation, over all addresses of a host.
inline constexpr Ticks kHostConnect = std::chrono::seconds(15);
// PA3, which hardly any application uses (tn3270proxy has the same).
inline constexpr std::uint8_t kHostKey = 0x6B;
// Applications that a user may have at the same time where "several" does not say, and at most:
// each keeps its screen, and its session at its host.
inline constexpr std::uint32_t kSeveral = 4;
inline constexpr std::uint32_t kSeveralMost = 16;
// PA3 and PA2: keys that hardly any application uses, the first as kHostKey.
inline constexpr std::uint8_t kSeveralMenuKey = 0x6B;
inline constexpr std::uint8_t kSeveralNextKey = 0x6E;
// Addresses of one host application.
inline constexpr std::size_t kHostAddresses = 16;
// Unless the settings say other figures: so many connects to one address that fail one after the
// other, and nobody tries it for kHostRetry: users read at once what they would else wait for.
inline constexpr std::uint32_t kHostFailures = 3;
inline constexpr Ticks kHostRetry = std::chrono::seconds(5);
// Lines of text that a host wrote last, kept to say why it has closed: what fits beside our own
// words into the two rows for a message of a menu.
inline constexpr std::size_t kHostLastLines = 2;
// Records of a host that a printer has not answered yet; the host is not read meanwhile.
inline constexpr std::uint32_t kHostPrinterWindow = 8;
// Clients of one TCP proxy at the same time: each has two descriptors of 20,000.
inline constexpr std::uint32_t kProxyClients = 2'000;
// What one direction of a proxied connection holds while the other side does not read: two TLS
// records of the largest size.
inline constexpr std::size_t kProxyBuffer = 32U << 10U;
// Until the server behind a proxy has answered the connect.
inline constexpr Ticks kProxyConnect = std::chrono::seconds(10);
// A proxied connection one of whose sides has closed, and on which nothing has moved for so long.
inline constexpr Ticks kProxyHalfClosed = std::chrono::minutes(5);
// The header of PROXY protocol v2 with its additions; addresses need 52 bytes, a load balancer's
// notes on TLS some hundred.
inline constexpr std::size_t kProxyHeader = 1'024;
// From the accept to the end of that header: the protocol's own advice is three seconds at least.
inline constexpr Ticks kProxyHeaderTime = std::chrono::seconds(5);
// An OCSP response or a revocation list on disk; large authorities have lists of some megabytes.
inline constexpr std::size_t kRevocationBytes = 8U << 20U;
// A terminal that was asked for its size and does not say (go3270 waits as long).
inline constexpr Ticks kQueryReply = std::chrono::seconds(3);
// A printer's answer to one record (PROTOCOL 9.9).
inline constexpr Ticks kPrinterResponse = std::chrono::seconds(60);

// TCP keepalive: firewalls drop silent connections and tell nobody, and their LUs stay taken. Idle
// time to the first probe, time between probes, and how many may go unanswered.
inline constexpr Ticks kKeepaliveIdle = std::chrono::seconds(60);
inline constexpr std::chrono::seconds kKeepaliveInterval{15};
inline constexpr int kKeepaliveProbes = 4;
// What we sent and nobody acknowledged for this long (TCP_USER_TIMEOUT).
inline constexpr Ticks kUnacknowledged = std::chrono::seconds(120);
// Last bytes for a client whose connection is being closed.
inline constexpr Ticks kDrain = std::chrono::seconds(2);
// A reactor whose turn has not come for this long does not answer: /healthz says so.
inline constexpr Ticks kReactorSilence = std::chrono::seconds(5);
// Longest sleep of a reactor, so that its heartbeat goes on.
inline constexpr Ticks kHeartbeat = std::chrono::seconds(1);

// --- 3270 screens (cells)
// -------------------------------------------------------------------------------------------

// 14-bit buffer addresses reach this far; x3270 uses no longer ones.
inline constexpr std::uint32_t kScreenCells = 16'384;
// Query replies in one record. There are 128 QCODEs, 80 to FF, and a terminal says each once; x3270
// says 10.
inline constexpr std::size_t kQueryReplies = 128;
// The menu's input field: LOGON APPLID() LOGMODE() DATA() with full names and some data.
inline constexpr std::uint8_t kMenuInput = 60;
// A command typed on a cleared screen, which has no field to end it; USS input of SNA terminals is
// no longer.
inline constexpr std::size_t kTypedCommand = 256;

// Lines that IBMTEST sends back where no count is said, and at most (VTAM's own figures).
inline constexpr std::uint32_t kEchoes = 10;
inline constexpr std::uint32_t kEchoesMost = 255;

// Deadlines kept before those of past connections are thrown away: so many for each session, which
// has one of a kind at most, and so many more.
inline constexpr std::size_t kDeadlinesPerSession = 12;
inline constexpr std::size_t kDeadlinesSpare = 4'096;

// --- output and sessions
// ---------------------------------------------------------------------------------------------

// Unsent bytes of one client. A 62x160 screen with an attribute on every cell is 90 KB; a client
// that has stopped reading costs this much and no more (APAR PM73261).
inline constexpr std::size_t kUnsentOutput = 256U << 10U;
// One read from a socket, a scratch buffer of the reactor.
inline constexpr std::size_t kReadScratch = 16U << 10U;
// Reads that throw away what a client still sent when its connection is closed. A flood is left to
// the kernel's reset.
inline constexpr std::size_t kLastReads = 8;
// One listener takes at most this many waiting connections in a turn before it looks at anything
// else.
inline constexpr std::size_t kAcceptBatch = 64;

// --- VTAM
// ------------------------------------------------------------------------------------------------------------

// Sessions that one input may begin: applications that pass a terminal round and round, or that end
// in their own logon, would never give the thread back. An honest chain has two or three.
inline constexpr std::uint32_t kPassRounds = 8;
// Logons of a printer that its application has released, within the time below; then it pauses for
// as long (seed 3.6.3: a sample looped).
inline constexpr std::uint32_t kLogonsAgain = 3;
inline constexpr Ticks kLogonsAgainIn = std::chrono::seconds(5);
// Text in one RU of SCS: a page of a usual report, and no more than a RU of 87F8 (3,840).
inline constexpr std::size_t kPrintRu = 3U << 10U;
// RUs that wait for a printer which takes one at a time; pacing of a real printer session is 1 to
// 7. An application that writes on is answered 0812 0000 and costs no more.
inline constexpr std::size_t kPrinterQueue = 64;
// Rounds in which one input lets a program answer what VTAM itself answers, as 0812 0000 or for a
// client that can't: a job of a thousand RUs is honest, one without an end is not.
inline constexpr std::uint32_t kAnswerRounds = 1'000;
// Printers on the printer sharing application's list: 300 pages, which nobody reads to the end.
inline constexpr std::size_t kPrinterRows = 5'000;
// A list that is no older is shown again: a client can ask as fast as it can send, and each asks
// all reactors.
inline constexpr Ticks kPrinterListFresh = std::chrono::seconds(1);
// Equal lines of one LU within this time are said once and counted (seed 3.9.2).
inline constexpr Ticks kCollapseWindow = std::chrono::seconds(15);
// Different lines whose repeats are being counted; beyond that lines are repeated, not lost.
inline constexpr std::size_t kCollapsedLines = 10'000;

// --- administration
// --------------------------------------------------------------------------------------------------

// Rows of one list answer (DESIGN 6).
inline constexpr std::size_t kListDefault = 500;
inline constexpr std::size_t kListMost = 5'000;
// A request body: commands are one line.
inline constexpr std::size_t kHttpBody = 64U << 10U;
inline constexpr std::size_t kHttpUrl = 2'048;
inline constexpr std::size_t kHttpHeaders = 64;
inline constexpr std::size_t kHttpConnections = 256;
// One job over the API: a report of 100,000 lines of 132 columns.
inline constexpr std::size_t kPrintUpload = 16U << 20U;
// What is read of any body: who sends more than his call takes hears so, who sends more than this
// is closed.
inline constexpr std::size_t kHttpBodyRead = 2 * kPrintUpload;
// What all requests that are being read take together: the token is looked at behind the body.
inline constexpr std::size_t kHttpReading = 64U << 20U;
// The name of a job that is given over the API; LPR's control file takes 131, banners less.
inline constexpr std::size_t kJobName = 80;
// "printers test": its answer comes within kHttpHandle, and each has a thread.
inline constexpr Ticks kPrinterTest = std::chrono::seconds(6);
inline constexpr std::size_t kPrinterTests = 8;
// One header's name or value. Our own tokens have 43 characters; proxies add cookies and routes.
inline constexpr std::size_t kHttpField = 4'096;
// From a connection, or the last answer on it, to a complete request: ends slow and silent clients.
inline constexpr Ticks kHttpRead = std::chrono::seconds(30);
// The server's own answer to a request. A reactor answers in microseconds; one that does not is
// broken, and the client should hear so before its own 10 s are over.
inline constexpr Ticks kHttpHandle = std::chrono::seconds(8);
// Writing one answer: 5,000 rows are 4 MB, which takes 30 s at 1 Mbit/s.
inline constexpr Ticks kHttpWrite = std::chrono::seconds(30);
// How often the listener looks at its deadlines and at itself.
inline constexpr Ticks kHttpLook = std::chrono::seconds(1);
// The token file: 1,000 tokens with comments fit.
inline constexpr std::size_t kTokenFileBytes = 64U << 10U;
// How long the operator command waits for an answer, and how much of one it takes: 5,000 rows with
// long certificate subjects are 10 MB.
inline constexpr Ticks kControlAnswer = std::chrono::seconds(10);
inline constexpr std::size_t kControlAnswerBytes = 64U << 20U;

// Rows of one operator display without MAX=, and the most it can ask for; z/OS' Telnet says 100
// too, and a console with thousands of lines is read by nobody.
inline constexpr std::size_t kDisplayRows = 100;
inline constexpr std::size_t kDisplayMostRows = 5'000;
// An operator command as it is typed; a console line has 126 characters.
inline constexpr std::size_t kOperatorCommand = 256;
// What is shown of a word that an operator typed and nobody knows.
inline constexpr std::size_t kOperatorWord = 40;

// --- traces of LUs
// --------------------------------------------------------------------------------------------------

// How long one trace may run: nobody looks at one for longer, and who does asks again.
inline constexpr std::chrono::seconds kTraceTime = std::chrono::hours(1);
// At the same time. Each costs its reactor the decoding of one session, and memory for its queue.
inline constexpr std::size_t kTraces = 16;
// Lines of a trace that its reader has not taken yet, in bytes: a burst of 60 screens with their
// bytes in hex. Beyond it lines are dropped and counted.
inline constexpr std::size_t kTraceQueue = 1U << 20U;
// One record of a traced connection; a 62x160 screen with an attribute on every cell is 90 KB.
inline constexpr std::size_t kTraceRecord = 256U << 10U;
// Text before 3270 mode that has no line end.
inline constexpr std::size_t kTraceTextLine = 256;
// What a connection that has no LU yet has negotiated, while any trace runs: a logon is 200 bytes,
// a client that tries 30 names of a list needs 4 KB.
inline constexpr std::size_t kTraceNegotiation = 8U << 10U;
// Connections of one reactor for which that is kept.
inline constexpr std::size_t kTraceConnections = 256;
// One piece of a streamed answer.
inline constexpr std::size_t kHttpPiece = 32U << 10U;
// A streamed answer that is silent says so, within kHttpHandle: its connection would be closed.
inline constexpr Ticks kHttpHeartbeat = std::chrono::seconds(5);
// The last pieces of streamed answers when the server ends; well within kShutdown.
inline constexpr Ticks kHttpLastPieces = std::chrono::seconds(1);

// --- applications at their socket
// --------------------------------------------------------------------------------------------------

// The path of a Unix socket: sun_path has 108 bytes, the last of them zero (unix(7)).
inline constexpr std::size_t kSocketPath = 107;
// Silence of an application that has sessions: half of it brings a ping, all of it ends its
// connection. A handler that waits for a slow query must not be taken for dead; a shop that knows
// its applications says less.
inline constexpr Ticks kApplicationAnswer = std::chrono::minutes(2);
// A user looks at a menu without an answer meanwhile.
inline constexpr Ticks kApplicationAccept = std::chrono::seconds(30);
// RELREQ: a printer's page takes seconds, and who acquires has a user waiting.
inline constexpr Ticks kApplicationRelease = std::chrono::seconds(10);
// One line of either side: a 62x160 screen with a field on every cell is 200 KB of JSON.
inline constexpr std::size_t kApplicationLine = 512U << 10U;
// Connections of applications; each is a process.
inline constexpr std::size_t kApplicationConnections = 256;
// Connections beyond that which are being told so.
inline constexpr std::size_t kApplicationRefusals = 16;
// One read from an application: it may send many screens at once.
inline constexpr std::size_t kApplicationRead = 64U << 10U;
// What sessions have said at the server's end is sent within this; well within kShutdown.
inline constexpr Ticks kApplicationsEnd = std::chrono::seconds(1);
// ACBs of one connection. A region of CICS has one; a gateway may have one for each of its hosts.
inline constexpr std::size_t kAcbsPerConnection = 256;
// What waits to be read by an application, in bytes: a thousand inputs of full screens. One that
// reads nothing is ended.
inline constexpr std::size_t kApplicationOutput = 4U << 20U;
// Sends of one session that have not left yet.
inline constexpr std::uint32_t kApplicationCredit = 8;
// Bytes of one send, and of sends under way to one client before the next: one that reads slowly
// must not be ended (kUnsentOutput) while its application keeps to its credit. A full 62x160 screen
// is 90 KB; what telnet escapes comes on top.
inline constexpr std::size_t kApplicationSend = kUnsentOutput * 3 / 8;
// Credit comes back in one message for so many sends.
inline constexpr std::uint32_t kCreditStep = 4;
// Inputs of one session that the application has not answered with a send: a hung application must
// not collect what an impatient user or a broken client sends.
inline constexpr std::uint32_t kApplicationInputs = 16;
// Acquires of one connection that wait.
inline constexpr std::size_t kAcquiresPerConnection = 1'000;
// Connections from the network that have shown no token yet; they shut nobody else out.
inline constexpr std::size_t kApplicationStrangers = 32;
// Sessions of one ACB that are lost, whose `lost` was not answered and whose LUs have other
// sessions by now: REACT after REACT of an application that only pretends to live.
inline constexpr std::size_t kLostSessions = 1'000;
// Refused requests in a row without a good one: who only sends garbage is ended.
inline constexpr std::uint32_t kApplicationFaults = 100;
// From the connect to a good hello.
inline constexpr Ticks kApplicationHello = std::chrono::seconds(10);
// Wrong passwords of one connection; a typing mistake in a configuration is not cured by repeating.
inline constexpr std::uint32_t kAcbPasswords = 3;
// An "id" as it is written. A UUID in quotes has 38 characters.
inline constexpr std::size_t kRequestId = 64;
// LOGON DATA, notices, names of programs, tokens: one line. VTAM's own user data has 255 bytes.
inline constexpr std::size_t kApplicationText = 255;
// An acquire with "queue" for a LU that has no client is tried again so often.
inline constexpr Ticks kAcquireAgain = std::chrono::seconds(1);

// --- printing
// ---------------------------------------------------------------------------------------

// MODEL 4: two writes 3 s apart are one job, two reports 15 s apart are two.
inline constexpr Ticks kEndOfJob = std::chrono::seconds(10);
// What a 3287 prints in one line, and what fits a page of 11 inches at 6 lines an inch.
inline constexpr std::uint16_t kPrintColumns = 132;
inline constexpr std::uint16_t kPrintLines = 66;
// Back-off after a failed delivery: a printer that is switched off at night must not fill the log.
inline constexpr Ticks kPrintRetry = std::chrono::seconds(10);
inline constexpr Ticks kPrintRetryAtMost = std::chrono::minutes(10);
inline constexpr Ticks kPrintConnect = std::chrono::seconds(30);
// A printer that warms up, or waits for paper, accepts and reads nothing for minutes.
inline constexpr Ticks kPrintAnswer = std::chrono::minutes(10);
// An LPR server's last acknowledgement; embedded ones often leave it out (PROTOCOL 6.1).
inline constexpr Ticks kLastAcknowledgement = std::chrono::seconds(30);
// Of a job that a client's printer is sent from the spool, in bytes: as much as is in memory, for
// each of thousands of printers.
inline constexpr std::size_t kClientPieces = 32U << 10U;
// Printers that are delivered to at a time, each by a thread of its own: others wait their turn.
inline constexpr std::size_t kDeliveries = 64;
// What the spool could not write is tried again so often: the disk is full.
inline constexpr Ticks kSpoolAgain = std::chrono::seconds(1);
// How often jobs are removed that are no longer kept.
inline constexpr Ticks kSpoolTidy = std::chrono::minutes(1);
// Bytes of jobs, all together.
inline constexpr std::uint64_t kSpoolQuota = std::uint64_t{4} << 30U;
inline constexpr Ticks kKeepPrinted = std::chrono::hours(24);
inline constexpr Ticks kKeepFailed = std::chrono::hours(24 * 7);
// Sentences about one job's formatting; a job that is no SCS at all would have thousands.
inline constexpr std::size_t kFormatRemarks = 20;

}  // namespace config::limits
