#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "config/names.h"
#include "config/settings.h"
#include "tn3270/datastream/bytes.h"
#include "tn3270/datastream/code_page.h"
#include "tn3270/datastream/device_type.h"
#include "tn3270/datastream/screen_size.h"
#include "vtam/acb/said.h"
#include "vtam/acb/session_key.h"
#include "vtam/client_facts.h"
#include "vtam/host_line.h"
#include "vtam/moment.h"
#include "vtam/ru_kind.h"

// Built-in applications: a Program is the PLU's end of one session. It lives in the LU's reactor,
// is told what happens and answers with outcomes; it never waits.
namespace vtam {

// An application that the menu's user has left and may go back to.
struct LiveApplication {
  config::ApplId application;
  bool ending = false;  // it has been asked to, and has not let go
};

// What a partition's menu shows, and what else its text needs.
struct Menu {
  std::string title;
  std::vector<config::MenuLine> lines;
  std::vector<LiveApplication> live{};
  std::string next_key{};  // the key that shows the first of those (config::key_text)
};

// What an application learns when a LU logs on (CINIT), and keeps no longer than its session.
struct Logon {
  config::LuName lu;
  config::ApplId application;
  config::ModeName logmode;
  std::string typeterm;
  tn3270::DeviceType device;
  tn3270::ScreenSizes screen;
  bool alternate = false;  // the BIND says that Erase/Write Alternate selects screen.alternate
  RuKind kind = RuKind::Data3270;  // what the LU takes: Scs for LU1, which is a printer
  // Of everything written and read; never null, outlives the session.
  const tn3270::CodePage* page = nullptr;
  std::string functions;        // "BIND-IMAGE RESPONSES SYSREQ", or "classic"
  std::string client;           // "127.0.0.1 port 40112"
  std::string data;             // LOGON DATA()
  std::uint16_t partition = 0;  // index of Config::servers
  std::string notice;           // for the menu: why the user is back here; one sentence
  const Menu* menu = nullptr;   // BSTTUSST only: what to show; outlives the session
  // For the menu: the same in the partition's own words, as lines; then `notice` is empty.
  std::vector<std::string> message{};
  // USS messages of the partition; nullptr: it has none. Outlives the session.
  const std::vector<config::UssMessage>* uss = nullptr;
  // When the present call is made. Outlives the session; nullptr: nobody knows.
  const Moment* now = nullptr;
  SessionKey key{};                                  // of this session
  std::shared_ptr<const ClientIdentity> identity{};  // nullptr: the client has shown none
  std::optional<config::ApplId> from{};              // who passed it; not the menu
  AcquireId acquire = 0;                             // not 0: the application has acquired the LU
  bool printer = false;
  // Of a host application; outlives the session.
  const config::HostSettings* host = nullptr;
  // Whose program has acquired it with AcquirePrinter: TellAsker goes there.
  std::optional<SessionKey> asker{};
};

enum class LossReason : std::uint8_t {
  ClientLost,  // connection closed or broken
  Kill,        // operator: TERMSESS
  React,       // operator: ACB closed
  Logoff,      // the user, LOGOFF under SYSREQ
  Shutdown,
  Inactive,     // its terminal or printer has done nothing for too long
  Inactivated,  // operator: V NET,INACT of the application's node, at once
  AcbClosed,    // the application has closed its ACB, or has gone
  Broken        // an invariant of ours; the session could not go on
};
[[nodiscard]] const char* text(LossReason reason);

// One RU to the terminal or printer. With `definite` its answer comes to on_response(); a printer's
// RUs are all sent so, one at a time. Where no answer can come, VTAM gives it: positive for a
// client that has none to give, 0812 0000 if too much waits for a printer, 082D 0000 while SYSREQ
// has suspended the session, 1003 0000 for a kind that the LU does not take.
struct Write {
  tn3270::ByteBuffer record;
  RuKind kind = RuKind::Data3270;
  bool definite = false;
};
// Printers: what was written until here is one job (PRINT-EOJ).
struct EndJob {};
// CLSDST PASS: end this session and log the LU on to `application`. Needs AUTH=(PASS).
struct PassTo {
  config::ApplId application;
  std::optional<config::ModeName> logmode;  // typed LOGMODE()
  std::string data;
};
// This session is over and the application has let go. The LU goes back to its menu, or is free if
// it was lost.
struct Release {
  std::string notice;       // shown on the menu; may be empty
  std::uint32_t sense = 0;  // not 0: the logon is refused with it, and `notice` says why
};
// End the connection (LOGOFF on the menu).
struct Disconnect {};
// The menu's: end one of its live applications, and show the menu again.
struct EndLive {
  config::ApplId application;
};
// Who has which printer: on_printers() brings it, now or later.
struct WantPrinters {};
// OPNDST ACQUIRE of a printer: a session of this application begins on it, whose program has `data`
// (Logon::data) and answers with TellAsker. on_acquired() brings what came of it. A holder that
// does not give way at once is asked, not waited for. Needs AUTH=(ACQ).
struct AcquirePrinter {
  config::LuName lu;
  std::string data{};
};
// What came of it. Every AcquirePrinter hears one that is not Later, unless a fault of ours ends
// the printer's session.
struct AcquireResult {
  enum class What : std::uint8_t {
    Done,
    Later,   // another result follows
    Refused  // no session came about, or it did not do what it was for
  };
  What what = What::Refused;
  std::string text{};  // one sentence without its full stop
};
// To the program that has acquired this session; nobody's where none has.
struct TellAsker {
  AcquireResult result;
};
// One line for the operator's log, about this session.
struct Remark {
  std::string text;
};
// To the line of a host application.
struct AskHost {
  HostWish wish;
};
// What a host has said about the session with its own applications: UNBIND, and a BIND after it,
// whose sizes are clamped to the terminal. Nothing for a terminal that takes none.
struct Bind {
  tn3270::ByteBuffer image;
};
struct Unbind {
  std::uint8_t reason = 0x01;
};
// SSCP-LU-DATA: EBCDIC with NL.
struct WriteSscp {
  tn3270::ByteBuffer text;
};

enum class ClientNews : std::uint8_t { Gone, Back };

// One printer, as the printer sharing application shows it. The hall fills these.
struct PrinterRow {
  config::LuName lu;
  std::string type{};    // "printer", "direct" …
  std::string state{};   // "ACT/S" …
  std::string holder{};  // the application in session with it
  std::string queue{};   // "2 wait", or what else is known
  std::string job{};     // the last one
};

using ProgramOutcome =
    std::variant<Write, EndJob, PassTo, Release, Disconnect, EndLive, WantPrinters, AcquirePrinter,
                 TellAsker, Remark, AskHost, Bind, Unbind, WriteSscp>;
using ProgramOutcomes = std::vector<ProgramOutcome>;

// The client's answer to a Write that wanted one, or that it could not carry out.
struct Answer {
  bool positive = true;
  std::uint32_t sense = 0;  // of a negative one, e.g. 10050000 (PROTOCOL 1.5)
  std::uint64_t job = 0;    // a printer's RU that is in the spool: of which job; 0: it is not
};

class Program {
 public:
  Program() = default;
  virtual ~Program() = default;
  Program(const Program&) = delete;
  Program& operator=(const Program&) = delete;

  // The session is bound; usually answered with the first screen.
  virtual void on_logon(const Logon& logon, ProgramOutcomes& outcomes) = 0;
  // One inbound record (AID first), valid during the call.
  virtual void on_receive(tn3270::Bytes record, ProgramOutcomes& outcomes) = 0;
  // LUSTAT 082B: the screen is lost, write it again.
  virtual void on_repaint(ProgramOutcomes& outcomes) = 0;
  // Programs that do not ask for responses may leave these out.
  virtual void on_response(const Answer& /*answer*/, ProgramOutcomes& /*outcomes*/) {}
  // The terminal could not carry out a Write that wanted no answer.
  virtual void on_refused(const Answer& /*answer*/, ProgramOutcomes& outcomes) {
    on_repaint(outcomes);
  }
  // LUSTAT of a printer: 00010000 ready again, 082B0000 ready again and what it held is lost.
  virtual void on_status(std::uint32_t /*lustat*/, ProgramOutcomes& /*outcomes*/) {}
  // The ATTN key in a SNA session (FM profile 03); others get PA1.
  virtual void on_signal(ProgramOutcomes& /*outcomes*/) {}
  // SYSREQ: nothing that is written reaches the terminal until on_repaint(), which comes when the
  // user resumes the session.
  virtual void on_suspended() {}
  // The terminal's client is lost and its session is kept, or it is back; only where `keep` has
  // `tell`. What is written meanwhile is shown to it.
  virtual void on_client(ClientNews /*news*/) {}
  // What its application says, where that is a process at the application socket.
  virtual void on_said(Said&& /*said*/, ProgramOutcomes& /*outcomes*/) {}
  // What was written to a terminal has left for it: more may be. Only for programs with an acb().
  virtual void on_room(ProgramOutcomes& /*outcomes*/) {}
  // Of programs with a line to a host only: what it brings.
  virtual void on_host(HostHeard&& /*heard*/, ProgramOutcomes& /*outcomes*/) {}
  // ATTN, SYSREQ and SSCP-LU-DATA of the terminal, where the program has them: true. Else VTAM
  // does.
  [[nodiscard]] virtual bool on_key(HostKey /*key*/, ProgramOutcomes& /*outcomes*/) {
    return false;
  }
  [[nodiscard]] virtual bool on_sscp(tn3270::Bytes /*text*/, ProgramOutcomes& /*outcomes*/) {
    return false;
  }
  // It has a line to a host, which ends with the session.
  [[nodiscard]] virtual bool has_line() const { return false; }
  // The line's host may be read on: what it has said has been taken.
  [[nodiscard]] virtual bool wants_host() const { return true; }
  // RELREQ: `by` wants this LU. Who can lets go; who does not answers later, or never.
  virtual void on_release_wanted(config::ApplId /*by*/, ProgramOutcomes& /*outcomes*/) {}
  virtual void on_printers(const std::vector<PrinterRow>& /*rows*/, ProgramOutcomes& /*outcomes*/) {
  }
  // What came of an AcquirePrinter.
  virtual void on_acquired(const AcquireResult& /*result*/, ProgramOutcomes& /*outcomes*/) {}
  // The ACB that this session belongs to; 0: the program is part of the server.
  [[nodiscard]] virtual AcbId acb() const { return 0; }
  // The session was taken away (TERMSESS, ACB closed, client lost). Answer with Release, now or in
  // a later call; until then the LU stays TERMINATING. Writes are dropped.
  virtual void on_lost(LossReason reason, ProgramOutcomes& outcomes) = 0;
};

using ProgramFactory = std::function<std::unique_ptr<Program>(const Logon&)>;

// Program types by the word that a configuration uses ("demo"). Filled by the hall before anything
// runs.
class ProgramCatalog {
 public:
  void add(std::string type, ProgramFactory factory);
  [[nodiscard]] const ProgramFactory* find(const std::string& type) const;

 private:
  std::vector<std::pair<std::string, ProgramFactory>> types_;
};

}  // namespace vtam
