#pragma once

#include <array>
#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "config/limits.h"
#include "config/names.h"
#include "config/problem.h"
#include "config/time.h"

// The tree of settings: what all readers (JSON, decks, books) fill and everybody else reads. Plain
// structs; once checked a Config is shared as `std::shared_ptr<const Config>` and never changes.
namespace config {

enum class ListenerTls : std::uint8_t { None, Immediate, Negotiated, Required, Any };

// The listener's logmode for a device type, as z/OS' TELNETDEVICE says it. `device` is a terminal
// type without the extension mark: "IBM-3278-2" is meant for IBM-3278-2-E too, "IBM-3279-*" for all
// that begin so.
struct DeviceMode {
  std::string device;
  std::optional<ModeName> tn3270{};   // of classic clients
  std::optional<ModeName> tn3270e{};  // of TN3270E clients
  Position at{};
};

// One address and port where clients connect.
struct ListenerSettings {
  std::string name;  // JSON "name"; of a deck "OPEN"
  // A literal IPv4 or IPv6 address after all look-ups; "::" listens on both families.
  std::string address;
  std::uint16_t port = 0;
  ListenerTls tls = ListenerTls::None;
  // Path of a PEM file with key and certificate; needed where TLS is served.
  std::string certificate{};
  std::string code_page{};  // "037" …; "client": that of its query reply; empty: the partition's
  bool sna = true;          // false: as LuSettings::sna, for every LU that is reached here
  bool contention = false;  // experimental: CONTENTION-RESOLUTION and SNA-SENSE are agreed
  std::vector<DeviceMode> device_modes{};  // the first that fits counts
  std::optional<ApplId> application{};     // default application of whoever connects here
  Position at;
};

enum class LuType : std::uint8_t { Terminal, Printer, Direct, Lpr, Ftp, Ipp, File, Command };
[[nodiscard]] const char* text(LuType type);  // "terminal" …, as in JSON
[[nodiscard]] constexpr bool is_printer(LuType type) {
  return type != LuType::Terminal;
}
// A printer that no client serves: the server delivers what it is sent.
[[nodiscard]] constexpr bool is_output(LuType type) {
  return type != LuType::Terminal && type != LuType::Printer;
}
enum class PrinterData : std::uint8_t { Dsc, Scs };  // LU3 or LU1
enum class FtpTls : std::uint8_t { None, Explicit, Implicit };

enum class PrintOutput : std::uint8_t {
  Text,
  Pdf,
  Raw  // SCS and 3270 data as they are; of SCS' TRN only what it holds
};
enum class LineEnd : std::uint8_t { CrLf, Lf, Cr };
enum class FormFeed : std::uint8_t { After, Before, None };
enum class Overflow : std::uint8_t { Wrap, Cut };
enum class Paper : std::uint8_t { A4, Letter };
enum class Orientation : std::uint8_t { Automatic, Portrait, Landscape };

// What a job becomes on its way to a printer (MODEL 4). Empty or nullopt: as the LU's type has it.
struct FormatSettings {
  PrintOutput output = PrintOutput::Text;
  // Of text, as iconv names it; empty: ISO-8859-1 for direct and lpr, UTF-8 for the others.
  std::string charset{};
  std::string prefix{};               // bytes before each job, from escapes or a preset
  std::string suffix{};               // bytes behind it
  std::optional<LineEnd> line_end{};  // nullopt: CR LF for direct and lpr, LF for the others
  FormFeed form_feed = FormFeed::After;
  Overflow overflow = Overflow::Wrap;
  std::uint16_t columns = limits::kPrintColumns;  // unless the job says (SHF, WCC)
  std::uint16_t lines = limits::kPrintLines;      // of a PDF's page, unless the job says (SVF)
  double cpi = 0;  // characters an inch of PDF; 0: as wide as the columns need
  double lpi = 0;  // lines an inch of PDF; 0: as the lines of a page need
  Paper paper = Paper::A4;
  Orientation orientation = Orientation::Automatic;  // landscape beyond 80 columns
  bool banner = false;
};

enum class UnknownOutcome : std::uint8_t { Hold, Redo };
enum class QueueOrder : std::uint8_t {
  Keep,     // a job that can't be printed blocks those behind it
  Continue  // it is left behind
};

// How the jobs of one printer are treated, also of one that a client serves.
struct QueueSettings {
  UnknownOutcome unknown = UnknownOutcome::Hold;
  QueueOrder order = QueueOrder::Keep;
  Ticks retry = limits::kPrintRetry;                // the first; doubles up to
  Ticks retry_at_most = limits::kPrintRetryAtMost;  // this
  std::uint32_t tries = 0;                          // then the job has failed; 0: for ever
  Ticks end_of_job = limits::kEndOfJob;             // nothing is written for so long
};

enum class ControlFile : std::uint8_t { First, Last };
enum class SourcePort : std::uint8_t {
  Any,
  Privileged,  // 512-1023
  Rfc1179      // 721-731
};

// Where a printer LU that no client serves delivers to.
struct DeliverySettings {
  std::string host;
  std::uint16_t port = 0;
  std::string queue;          // LPR
  std::string user;           // FTP, IPP
  std::string password;       // FTP, from a deck; never shown
  std::string password_file;  // FTP, IPP, from JSON: a path
  std::string directory;      // FTP: at the server; File: a path
  bool passive = true;        // FTP: decks say FTP = active, FTPP = passive
  FtpTls tls = FtpTls::None;
  bool verify = true;
  std::string ca;
  // FTP
  std::string pin{};  // "sha256//…": the server's public key must be this one; curl's notation
  bool same_certificate = true;  // of control and data connection (PI18664)
  bool ccc = false;              // CCC after the logon
  bool append = false;           // APPE instead of STOR
  bool temporary = false;        // to a temporary name, then renamed; File always does
  // FTP, File: with {lu} {job} {date} {time} {sequence} {application}
  std::string file_name = "{lu}.{date}.{sequence}";
  // LPR
  ControlFile control = ControlFile::First;
  SourcePort source_port = SourcePort::Any;
  bool lpr_banner = false;  // L: the spooler's own banner page
  bool filtered = false;    // f instead of l: the spooler may format it
  std::string class_name{};
  std::string job_name{};   // as file_name
  std::string host_name{};  // H; empty: this machine's name
  // IPP: "ipp://host:631/printers/lp", "ipps://…"
  std::string uri{};
  // Command: a program's path and its words; the job is its stdin
  std::vector<std::string> command{};
  // of one connect, and of a silent other side while it should answer
  Ticks connect = limits::kPrintConnect;
  Ticks answer = limits::kPrintAnswer;
  FormatSettings format{};
};

// One LU. A TERMINAL without `application` is generic: it shows the menu and is in its partition's
// pool.
struct LuSettings {
  LuName name;
  LuType type = LuType::Terminal;
  std::optional<ApplId> application{};
  std::optional<ModeName> logmode{};
  std::optional<std::string> typeterm{};
  std::optional<LuName> printer{};   // a terminal's partner
  std::optional<GroupName> group{};  // a pool that a CONNECT may name
  PrinterData data = PrinterData::Dsc;
  bool sna = true;          // false: RESPONSES only, no BIND, no SYSREQ
  std::string code_page{};  // "037" …; "client": that of its query reply; empty: the listener's
  std::shared_ptr<const DeliverySettings> delivery{};  // of those that no client serves
  std::shared_ptr<const QueueSettings> queueing{};     // of printers; nullptr: the defaults
  Position at{};
};

// How a pool gives its free LUs.
enum class PoolOrder : std::uint8_t {
  Sequential,  // the longest free first: no name is used again while others are free
  Lowest       // the first in the order of definition
};

// What is said about a group of LUs (JSON "groups"); the LUs name it by their own "group". A group
// that is not described has the defaults.
struct GroupSettings {
  GroupName name;
  PoolOrder order = PoolOrder::Sequential;
  std::optional<unsigned> warn_at{};    // percent of the group in use: TND1xxW says so once
  std::optional<ApplId> application{};  // default application of its terminals
  // Applications its LUs may log on to: names, or a beginning and '*'. Empty: all. `deny` wins.
  std::vector<std::string> allow{};
  std::vector<std::string> deny{};
  // Its n-th terminal has the n-th printer of this group as partner.
  std::optional<GroupName> printers{};
  Position at{};
};

// Who may have which LU (JSON "mapping"). All criteria that are given must fit; a rule without any
// is for everybody. The most exact rule counts: an address before a prefix, a longer prefix before
// a shorter one, then a name of a host, a listener, a device type, nothing; among equals the first.
struct MapRule {
  std::string client{};    // "10.1.2.3", "10.1.0.0/16", "fd00::/8"; empty: any
  std::string host{};      // a name that is resolved at start; the client has one of its addresses
  std::string listener{};  // the name of one of the partition's
  std::string device{};    // as DeviceMode::device
  std::optional<LuName> lu{};        // this one LU, or
  std::optional<GroupName> group{};  // one of this group, where the client names none
  bool specific = true;              // false: the client may not choose a LU or group by name
  std::optional<ApplId> application{};
  std::optional<ModeName> logmode{};
  Position at{};
};

// What BSTTUSST says (USS messages 0-14), instead of its own words.
struct UssMessage {
  std::uint8_t number = 0;
  std::string code_page{};            // empty: every
  std::optional<std::string> size{};  // "24x80": screens of this size; nullopt: every
  std::vector<std::string> lines{};  // with @@LUNAME, @@APPLID, @@LOGMODE, @@DATE, @@TIME, @@CLIENT
  Position at{};
};

// How clients are held back (JSON "throttle"); 0: never. MODEL 7.
struct ThrottleSettings {
  std::uint32_t refused_names = limits::kRefusedNames;  // different ones in a minute
  std::uint32_t logons = limits::kLogonsPerTenSeconds;  // LOGONs of one session in ten seconds
  bool loopback = false;                                // also clients of this machine
};

// What a user meets between sessions (JSON "sessions").
struct SessionSettings {
  // After an application's end: back to the menu, or the connection ends (z/OS' LUSESSIONPEND).
  bool keep_at_logoff = true;
  // A refused or failed session shows why (z/OS' MSG07), or the connection ends.
  bool explain_errors = true;
  // A terminal or printer that does nothing for so long is ended; zero: never.
  Ticks terminal_inactive{};
  Ticks printer_inactive{};
  // A LU whose client has gone is kept for the same client for so long; zero: not.
  Ticks keep_lu{};
  // A partner printer's session ends with its terminal's.
  bool drop_partner = false;
};

// One line of a selection menu. An empty description is that of the application.
struct MenuLine {
  ApplId application;
  std::string description;
  Position at;
};

// One partition: a deck, or an entry of the JSON `servers`, or a JSON file without `servers`.
struct ServerSettings {
  std::string name;  // `name`, else the JOB name, else the file's stem
  bool from_deck = false;
  std::string title;
  std::vector<ListenerSettings> listeners;
  std::vector<LuSettings> lus;
  // nullopt: every application with a description, in file order (JSON without "menu").
  std::optional<std::vector<MenuLine>> menu;
  std::optional<std::string> stack;  // ID nn
  std::string code_page = "DN_03";   // SBCS; JSON "code_page": as a listener's
  Position code_page_at{};           // where it was said
  std::vector<GroupSettings> groups{};
  std::vector<MapRule> mapping{};
  std::vector<UssMessage> uss{};
  SessionSettings sessions{};
  ThrottleSettings throttle{};
  Position at;
};

// Who stands behind an APPLID. `type` is one of the words of the JSON schema (demo, host, socket,
// printer-sharing …); the hall checks it against what it can run.
struct ApplicationSettings {
  ApplId name;
  std::string description;
  std::string type;
  Position at;
  // LOGONs wait while nobody has opened the ACB (z/OS' QINIT); otherwise they are refused.
  bool queue = false;
  // Type "socket": users whose application's process has died, or hangs, wait for its ACB to open
  // again (JSON "on_failure": "wait"); otherwise they go back to their menu.
  bool wait_for_reopen = false;
};

// One APPL statement of a B-book, or an implied one.
struct ApplRow {
  ApplId name;
  std::optional<ApplId> acb_name{};
  bool acquire = false;  // AUTH=(ACQ)
  bool pass = false;     // AUTH=(PASS)
  std::uint16_t eas = 509;
  std::optional<TableName> modetab{};  // after sifting down from GROUP
  std::optional<ModeName> dlogmod{};   // after sifting down from GROUP
  Position modetab_at{};               // where they were said: at the APPL or at its GROUP
  Position dlogmod_at{};
  std::optional<GroupName> group{};  // label of the GROUP above it
  std::string password{};            // PRTCT: who opens the ACB must know it; never shown
  Position at{};
};

// One MODEENT: the BIND values that a logmode stands for (PROTOCOL 4.9).
struct ModeEntry {
  ModeName name;
  std::uint8_t fm_profile = 0x02;
  std::uint8_t ts_profile = 0x02;
  std::uint8_t primary = 0x71;
  std::uint8_t secondary = 0x40;
  std::uint16_t common = 0x2000;
  std::uint16_t ru_sizes = 0;                 // secondary then primary, each X*2^Y in two nibbles
  std::uint8_t secondary_receive_pacing = 0;  // SRCVPAC
  std::uint8_t secondary_send_pacing = 0;     // SSNDPAC
  std::uint8_t primary_send_pacing = 0;       // PSNDPAC
  std::array<std::uint8_t, 12> pservic{};     // BIND bytes 14-25
  Position at{};
};

// One MODETAB, of a book or of JSON. It replaces a built-in one entry by entry.
struct ModeTable {
  TableName name;
  std::vector<ModeEntry> entries{};
  Position at{};
};

// A row of the TYPETERM table (JSON "typeterms"), searched before the built-in rows.
struct TypetermRow {
  std::string typeterm;
  ModeName logmode;
  Position at{};
};

// One major node: a B-book. Without a name of its own (CATALOG member, VBUILD label) it has its
// file's stem.
struct MajorNode {
  NodeName name;
  std::vector<ApplRow> rows{};
  Position at{};
};

// ATCCON: the major nodes that are activated at start.
struct StartList {
  std::vector<NodeName> nodes{};
  std::string name;  // for messages: the member's or the file's name
  Position at{};
};

// stacks.nn of the JSON: what ID nn of a deck means here.
struct StackSettings {
  std::string id;
  std::optional<std::string> address;               // replaces the address of every OPEN of that ID
  std::map<std::string, std::string> hosts;         // names or literal addresses -> address
  std::map<std::uint16_t, std::uint16_t> port_map;  // OPEN port -> the port we listen on
  ListenerTls tls = ListenerTls::None;              // of every OPEN: none, negotiated or required
  std::string certificate;                          // for that
  std::vector<ListenerSettings> listeners;          // beside the OPENs
  Position at;
};

struct AdminSettings {
  bool enabled = true;
  std::string address = "127.0.0.1";
  std::uint16_t port = 8270;
  std::string token_file;  // empty: admin.token in $STATE_DIRECTORY, else ~/.local/state/tn3270d
  Position at;
};

// Where jobs wait for their printers.
struct SpoolSettings {
  // Empty: spool.db in $STATE_DIRECTORY, else ~/.local/state/tn3270d.
  std::string path;
  Position at;
  std::uint64_t quota = limits::kSpoolQuota;  // bytes of all jobs that are kept
  Ticks keep_printed = limits::kKeepPrinted;  // zero: not at all
  Ticks keep_failed = limits::kKeepFailed;    // failed and cancelled ones
};

// Where applications of other hosts come in, beside the Unix socket. TLS always.
struct ApplicationTcpSettings {
  std::string address = "127.0.0.1";
  std::uint16_t port = 0;
  std::string certificate;  // path of a PEM file
  std::string token_file;   // one token a line
  Position at{};
};

struct ApplicationSocketSettings {
  std::string path;
  Position at;
  std::uint32_t mode = 0660;         // of the socket file; JSON: "0660"
  std::string group{};               // of the socket file; empty: that of the process
  std::vector<std::string> users{};  // who may connect, by name or number; empty: whom `mode` lets
  std::optional<ApplicationTcpSettings> tcp{};
  // An application that does not answer for so long is ended; zero: never.
  Ticks answer = limits::kApplicationAnswer;
  // A LOGON must be accepted or rejected, and a LU that somebody acquires be released, within this.
  Ticks accept = limits::kApplicationAccept;
  Ticks release = limits::kApplicationRelease;
};

enum class Autoinstall : std::uint8_t { Dfhterm, Vsespg };

// Deadlines; JSON "timing", in seconds there.
struct TimingSettings {
  // Two parts of one record, or of one sub-negotiation.
  Ticks unfinished = limits::kUnfinished;
  Ticks tls_handshake = limits::kTlsHandshake;
  Ticks query_reply = limits::kQueryReply;
  Ticks printer_response = limits::kPrinterResponse;
  // NOP to a silent client, and TCP's own first keepalive probe.
  Ticks keepalive = limits::kKeepaliveIdle;
  // What nobody acknowledged, or did not read, for this long ends the connection.
  Ticks unacknowledged = limits::kUnacknowledged;
  // A client that was silent this long is asked for a sign of life (TIMING-MARK), and ended if it
  // gives none in the same time again; zero: never.
  Ticks timing_mark{};
  Ticks negotiation_phase = limits::kNegotiationPhase;
  Ticks negotiation_all = limits::kNegotiationAll;
  Ticks terminating = limits::kTerminating;
  Ticks probe_answer = limits::kProbeAnswer;
  friend bool operator==(const TimingSettings&, const TimingSettings&) = default;
};

// Everything that all the given files said together.
struct Config {
  std::vector<std::string> files;  // names as given or as included, for positions
  std::vector<ServerSettings> servers;
  std::vector<ApplicationSettings> applications;
  std::vector<MajorNode> nodes;  // empty: no book, all APPL rows are implied
  std::optional<StartList> start_list;
  std::map<std::string, StackSettings> stacks;
  std::map<std::string, std::string> libraries;  // "PRD2.CONFIG" -> directory
  Position libraries_at;
  std::map<std::string, std::string> iccf;  // library number -> directory
  Position iccf_at;
  std::optional<SpoolSettings> spool;
  std::optional<ApplicationSocketSettings> application_socket;
  AdminSettings admin;
  TimingSettings timing;
  Autoinstall autoinstall = Autoinstall::Dfhterm;
  std::vector<ModeTable> mode_tables{};
  std::vector<TypetermRow> typeterms{};
  std::size_t ignored_statements =
      0;  // unknown ones under --unknown=warn; the start message counts them
};

}  // namespace config
