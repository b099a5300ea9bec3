#pragma once

#include <array>
#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "config/access_settings.h"
#include "config/host_settings.h"
#include "config/keep_settings.h"
#include "config/limits.h"
#include "config/names.h"
#include "config/printer_settings.h"
#include "config/problem.h"
#include "config/proxy_settings.h"
#include "config/several_settings.h"
#include "config/time.h"
#include "config/tls_settings.h"

// The tree of settings: what all readers (JSON, decks, books) fill and everybody else reads. Plain
// structs; once checked a Config is shared as `std::shared_ptr<const Config>` and never changes.
namespace config {

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
  TlsSettings tls_settings{};
  std::vector<AccessRule> access{};
  std::uint32_t clients = 0;              // at the same time; 0: as many as the process can hold
  std::uint32_t clients_per_address = 0;  // of one address, loopback apart; 0: as many
  // Load balancers, as MapRule::client, that say with PROXY protocol v2 who the client is.
  std::vector<std::string> proxy_protocol{};
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
  std::optional<KeepSettings> keep{};        // nullopt: the partition's
  std::optional<SeveralSettings> several{};  // likewise
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
  // The subject of a verified client certificate, "CN=JOE,O=BANK" as OpenSSL shows it (RFC 2253),
  // or its beginning and '*'; empty: any client, with or without one.
  std::string certificate{};
  std::optional<LuName> lu{};        // this one LU, or
  std::optional<GroupName> group{};  // one of this group, where the client names none
  bool specific = true;              // false: the client may not choose a LU or group by name
  std::optional<ApplId> application{};
  std::optional<ModeName> logmode{};
  // What applications, the API and the log call this user; "@" is the certificate's common name.
  std::string user{};
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
  // Of LUs whose group does not say it.
  KeepSettings keep{};
  SeveralSettings several{};
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

// Whether and for whom the sessions of this LU are kept.
[[nodiscard]] const KeepSettings& keep_of(const ServerSettings& server, const LuSettings& lu);
// How many applications its user may have, and his keys.
[[nodiscard]] const SeveralSettings& several_of(const ServerSettings& server, const LuSettings& lu);

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
  std::shared_ptr<const HostSettings> host{};  // of type "host", never null there
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
  std::vector<ProxySettings> proxies{};
  std::vector<RedirectSettings> redirects{};
  AdmissionSettings admission{};
  PrivilegeSettings privilege{};
  std::size_t ignored_statements =
      0;  // unknown ones under --unknown=warn; the start message counts them
};

}  // namespace config
