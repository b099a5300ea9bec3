#pragma once

#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "tn3270/datastream/kept_screen.h"
#include "vtam/acb/acquire.h"
#include "vtam/logmode_choice.h"
#include "vtam/lu_session.h"
#include "vtam/printer_flow.h"
#include "vtam/uss_text.h"

// The inside of LuSession, shared by its source files.
namespace vtam {

// What comes next on this LU.
struct LuSession::Next {
  enum class Kind : std::uint8_t {
    Menu,
    Application,
    Live,     // an application that the user has left
    Nothing,  // a printer waits without a session
    End       // the connection ends: there is nothing to go back to
  };
  Kind kind = Kind::End;
  const Application* application = nullptr;
  ChosenMode mode{};
  std::string data{};
  std::optional<config::ApplId> from{};     // who has passed it; not the menu
  std::string notice{};                     // of Nothing: for the operator; of End: for the log
  std::string report{};                     // for the operator, whatever comes next
  std::optional<config::ApplId> refused{};  // the menu's user has asked for this name
  bool pause = false;                       // of Nothing: the printer logs on again by itself
  std::uint32_t live = 0;                   // of Live: its Session::turn
  AcquireId acquire = 0;                    // not 0: the application has acquired the LU
  std::optional<SessionKey> asker{};        // whose program has acquired it
  bool passed = false;                      // CLSDST PASS: comes before whoever waits for the LU
  bool unless_acquired = false;             // of End: not if somebody waits for the LU
  // Of the menu.
  std::optional<QueuedLogon> queued{};  // it shows that this logon waits
  // A USS message says it, not `notice`: which, about whom, why.
  std::optional<std::uint8_t> uss{};
  UssValues values{};
};

// How often something has happened lately, in stretches of time that begin with a first one.
struct Often {
  config::Instant since{};
  std::uint32_t count = 0;

  // One more: how many there are in this stretch.
  std::uint32_t add(config::Instant now, config::Ticks within) {
    if (count == 0 || now - since >= within) {
      since = now;
      count = 0;
    }
    return ++count;
  }
};

// Applications that acquire the LU.
struct LuSession::Acquiring {
  std::optional<AcquireRequest> waiting{};
  bool held_back = false;  // `waiting` pauses first
  // Who has lost it last, and how often it has acquired it at once again.
  std::optional<config::ApplId> lost_by{};
  config::Instant lost_at{};
  Often again{};
  // Waits for what comes of the session as it is.
  std::optional<SessionKey> asker{};

  void forget() {
    waiting.reset();
    held_back = false;
  }
};

// The terminal is asked what its user has typed before it shows something else.
struct LuSession::Leaving {
  Leave where = Leave::ForMenu;               // to go then
  tn3270::ScreenSize size{};                  // of the screen that was asked for
  bool typing = false;                        // ATTN was the key: the keyboard is not locked
  bool gone = false;                          // that screen is, and what was typed there
  bool read_first = false;                    // the application's own read is answered before
  std::vector<tn3270::ByteBuffer> written{};  // since then, and not on the kept screen yet
  std::size_t held = 0;                       // bytes of those
};

// One session of the LU: with an application, or with the menu. It keeps while it is idle nothing
// that can be built when it is needed.
struct LuSession::Session {
  NetworkPtr network{};  // of its logon: what the program was told points into it
  std::unique_ptr<Program> program{};
  std::unique_ptr<QueuedLogon> queued{};               // the program shows that it waits
  std::unique_ptr<tn3270::KeptScreen> kept{};          // where it may have to be shown again
  std::unique_ptr<tn3270::ByteBuffer> host_bind{};     // the BIND of a host, as it was sent
  std::unique_ptr<tn3270::ByteBuffer> unbound_text{};  // what a host has said after its UNBIND
  std::unique_ptr<tn3270::ByteBuffer> read{};          // a read that is not answered yet
  config::ApplId application = menu_application();     // the PLU
  const LogMode* mode = nullptr;
  ModeSource mode_source = ModeSource::BuiltIn;
  bool mode_fits = true;  // false: clamped to the device
  tn3270::ScreenSizes screen{};
  std::uint32_t turn = 0;  // its number in the LU's life; of the menu: nothing that counts
  bool menu = false;
  bool acquired = false;  // by its application
  bool wants_printers = false;
  bool wrote = false;    // to a terminal, and the program waits for on_room()
  bool unbound = false;  // by a host, which has not bound it again
  bool ending = false;   // on the shelf: its program has been told so, and has not let go
};

// The session in front, which has the terminal, and what outlasts it.
struct LuSession::Life : LuSession::Session {
  Terminal terminal;
  std::vector<std::unique_ptr<Session>>
      shelf{};                             // those that the user has left, the next one first
  std::unique_ptr<const Menu> own_menu{};  // where the partition's is not what it shows
  std::unique_ptr<PrinterFlow> flow{};     // of a printer
  std::unique_ptr<Acquiring> acquiring{};  // from the first acquire on
  std::unique_ptr<Leaving> leaving{};
  std::optional<tn3270::ScreenSize> late_buffer{};  // one that was asked for and given up may come
  const tn3270::CodePage* page = nullptr;           // from choose_page() on
  // Answers that a terminal owes to definite writes: of this session, and of earlier ones, whose
  // programs do not hear them any more.
  std::uint32_t owed = 0;
  std::uint32_t stale = 0;
  std::uint32_t wait_turn = 0;  // of a Query, or of a pause
  std::uint32_t turns = 0;      // sessions with applications so far
  Moment moment{};              // of the present call
  Often logons{};               // of a terminal's user, or of a printer that was released
  std::string news{};           // of sessions that ended on the shelf, until their user has read it
  bool news_shown = false;      // the menu in front has them: its user's next key clears them
  bool bound = false;           // BIND was sent, UNBIND was not
  bool suspended = false;       // by SYSREQ
  bool repainted = false;       // after a negative response; reset by the next input
  bool querying = false;        // a Query is out, and no program is there yet
  bool reply_late = false;      // a Query was given up; its reply may still come
  bool pausing = false;         // a printer that logs on too often
  bool away = false;            // its client is lost, and the session goes on
  bool behind = false;          // a session of the shelf has taken the place of the one in front

  [[nodiscard]] Session& front() { return *this; }
};

// A session of the shelf in front, where the terminal neither sees nor hears of it.
class LuSession::Behind {
 public:
  Behind(Life& life, Session& session) : life_(life), session_(session) {
    std::swap(life_.front(), session_);
    life_.behind = true;
  }
  ~Behind() {
    life_.behind = false;
    std::swap(life_.front(), session_);
  }
  Behind(const Behind&) = delete;
  Behind& operator=(const Behind&) = delete;

 private:
  Life& life_;
  Session& session_;
};

// Whether a Session::read is answered by structured fields, and not as a key is.
[[nodiscard]] bool query(const tn3270::ByteBuffer& read);
// Whether a session ends with it: whatever does lets the LU go.
[[nodiscard]] bool ends_session(const ProgramOutcome& outcome);
// The first of them that ends the session; nullptr: it goes on.
[[nodiscard]] const ProgramOutcome* ending(const ProgramOutcomes& made);

// `call`(program, made) for the program of a session, wherever that is, and what follows from it.
// The session may be gone afterwards, and the life too.
template <class Call>
void LuSession::tell_program(Session& session, SessionOutcomes& outcomes, Call call) {
  ProgramOutcomes made;
  if (dead_) {
    call(*session.program, made);
    if (ending(made) != nullptr) {
      let_go(session, outcomes);
    }
    return;
  }
  if (&session == &life_->front()) {
    call(*session.program, made);
    turn(made, outcomes);
    return;
  }
  std::optional<std::string> ended;
  {
    const Behind behind(*life_, session);
    call(*life_->program, made);
    ended = turn_behind(made, outcomes);
  }
  if (ended) {
    drop(session);
    bring_news(std::move(*ended), outcomes);
  }
}

}  // namespace vtam
