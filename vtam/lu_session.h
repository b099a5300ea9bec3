#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "config/settings.h"
#include "tn3270/datastream/bytes.h"
#include "tn3270/datastream/device_type.h"
#include "vtam/acb/acb.h"
#include "vtam/acb/acquire.h"
#include "vtam/acb/heard.h"
#include "vtam/acb/said.h"
#include "vtam/logmode_choice.h"
#include "vtam/lu_state.h"
#include "vtam/moment.h"
#include "vtam/network.h"
#include "vtam/program.h"
#include "vtam/session_id.h"
#include "vtam/session_outcome.h"
#include "vtam/terminal.h"
#include "vtam/unbind_reason.h"
#include "vtam/wanted_logon.h"

namespace vtam {

struct LogonPlan;
struct LogonRefusal;

// Whether an application is given the time to let go.
enum class Wait : std::uint8_t { No, Yes };

// The SLU: one LU that a client holds, from the grant to its release. A terminal logs on to
// BSTTUSST (the menu) or to its own application, is passed between applications, and ends. A
// printer has no menu: it logs on to its own application, or stays ACTIV and waits. Pure; lives in
// one reactor; executes the outcomes of its Program and answers with its own. Source: MODEL 2 and
// 3, PROTOCOL 1.5, 1.6 and 1.8.
//
// A config::BrokenInvariant that leaves a Program leaves the session too; what was answered until
// then is in `outcomes`, and react() still ends it.
class LuSession {
 public:
  // `lu` and `network` must outlive the session. `network` may point to another one at any time:
  // what comes next is judged by that, what runs keeps its own. `id`: as applications know it.
  LuSession(const config::LuSettings& lu, std::uint16_t partition, const NetworkPtr& network,
            SessionId id = {});
  ~LuSession();  // never calls the program
  LuSession(LuSession&&) noexcept;
  LuSession& operator=(LuSession&&) noexcept;

  // When the calls that follow are made.
  void set_time(const Moment& moment);

  // The link is ready: BIND and the first screen, or first a Query. REQUIRES: called once.
  void start(Terminal terminal, SessionOutcomes& outcomes);

  // Inputs of the client. Before start() and after its death the session ignores them.
  void receive(tn3270::Bytes record, SessionOutcomes& outcomes);  // 3270-DATA
  // Whether a record is what the terminal has been asked for itself. It carries the AID of the last
  // key, and is none.
  [[nodiscard]] bool asked_for(tn3270::Bytes record) const;
  void receive_sscp(tn3270::Bytes text, SessionOutcomes& outcomes);  // SSCP-LU-DATA
  // `definite`: to a SendData with that flag.
  void response(bool definite, const Answer& answer, SessionOutcomes& outcomes);
  void condition_cleared(SessionOutcomes& outcomes);  // a printer is ready again
  void attn(SessionOutcomes& outcomes);
  void sysreq(SessionOutcomes& outcomes);

  // What the session waits for, of its client mostly. The hall sets a deadline whenever `turn`
  // changes and calls give_up_waiting() if it passes with `turn` unchanged.
  struct Waiting {
    enum class For : std::uint8_t {
      Nothing,
      QueryReply,
      PrinterResponse,
      LogonPause  // not the client: a printer that logs on too often pauses for kLogonsAgainIn
    };
    For what = For::Nothing;
    std::uint32_t turn = 0;
  };
  [[nodiscard]] Waiting waiting() const;
  void give_up_waiting(SessionOutcomes& outcomes);

  // The session dies: KILL, a lost client, shutdown. Ends with Released at once if the application
  // lets go at once (or if none was in session); otherwise the LU is TERMINATING, and a later call
  // asks the application again.
  void lose(LossReason reason, SessionOutcomes& outcomes);
  // REACT: the ACB is closed under the application; always ends with Released, which comes once in
  // a session's life, and nothing after it.
  void react(SessionOutcomes& outcomes);
  // V NET,INACT with I or F: the session with its application ends; a terminal is told on its menu,
  // a printer waits. Nothing on the menu or outside a session. An application that is waited for
  // and does not let go has the LU as after KILL.
  void break_application(LossReason reason, Wait wait, SessionOutcomes& outcomes);

  // The constructor's `network` points to another one: a logon that waits goes on, is discarded, or
  // waits on. Nothing where none waits.
  void network_changed(SessionOutcomes& outcomes);
  [[nodiscard]] bool waits_for_network() const;

  // What a process at the application socket says to session `turn` of this life (SessionKey). Also
  // after death: CloseSession lets the LU go. False: that session is over, and nothing happens.
  bool said(std::uint32_t turn, Said said, SessionOutcomes& outcomes);
  // Its writes have left for the terminal and it has not been told so: room() tells it.
  [[nodiscard]] bool wants_room() const;
  void room(SessionOutcomes& outcomes);
  // The ACB that its session belongs to; 0: none, or a program of the server's.
  [[nodiscard]] AcbId acb() const;
  [[nodiscard]] bool has_session_of(AcbId acb) const;  // also one that the user has left
  // The session ends if it is of that ACB: its user goes back to the menu or waits for the ACB to
  // open again (wait_for_reopen), a printer waits, a TERMINATING LU is released.
  void acb_closed(AcbId acb, AcbEnd how, SessionOutcomes& outcomes);

  // What the line of session `turn` of this life brings. False: that session is over.
  bool host(std::uint32_t turn, HostHeard heard, SessionOutcomes& outcomes);
  // Whether session `turn` is to have a line, and whether its host may be read.
  [[nodiscard]] bool has_line(std::uint32_t turn) const;
  [[nodiscard]] bool wants_host(std::uint32_t turn) const;

  // An application wants this LU (AUTH=(ACQ)): its session begins now, or when the holder has let
  // go, or never, which AcquireTold says. One waits at a time, until then or until it is cancelled.
  void acquire(const AcquireRequest& request, SessionOutcomes& outcomes);
  void cancel_acquire(AcquireId acquire);
  // Who waits for it; nullptr: nobody.
  [[nodiscard]] const AcquireRequest* acquirer() const;

  // lu_session_keep.cpp. A session in which a terminal's screen is kept can go on without a client:
  // what is written is shown to whoever resume() brings, and VTAM answers in its place.
  [[nodiscard]] bool can_be_kept() const;
  [[nodiscard]] bool on_menu() const;  // nobody would miss it
  [[nodiscard]] const config::KeepSettings& keep() const;
  enum class BindImage : std::uint8_t { No, Agreed };
  // Why a client of this kind can't have the session; nullopt: it can.
  [[nodiscard]] std::optional<std::string> refuse_return(const tn3270::DeviceType& device,
                                                         BindImage bind) const;
  // REQUIRES: can_be_kept().
  void client_gone(SessionOutcomes& outcomes);
  // A link is ready again: BIND and the screen as it is. False: the client can't have it, and
  // nothing has happened.
  bool resume(Terminal terminal, SessionOutcomes& outcomes);
  [[nodiscard]] bool started() const { return life_ != nullptr; }

  // lu_session_several.cpp. Applications that the user has left and may go back to, the next one
  // first.
  struct Suspended {
    std::uint32_t turn = 0;  // of its SessionKey
    config::ApplId application;
    config::ModeName logmode;
    bool ending = false;  // it has been asked to, and has not let go
  };
  [[nodiscard]] std::vector<Suspended> suspended() const;
  // V NET,INACT of one of those, as break_application() for the one in front. One that is waited
  // for and does not let go stays, and can't be gone back to.
  void break_suspended(config::ApplId application, LossReason reason, Wait wait,
                       SessionOutcomes& outcomes);

  // PrintersWanted is answered.
  void printers(const std::vector<PrinterRow>& rows, SessionOutcomes& outcomes);
  // PrinterWanted of session `turn` of this life is answered. False: that session is over.
  bool acquired(std::uint32_t turn, const AcquireResult& result, SessionOutcomes& outcomes);

  [[nodiscard]] config::LuName lu() const { return lu_->name; }
  [[nodiscard]] const config::LuSettings& settings() const { return *lu_; }
  // ACTIV until start(), ACT/S, TERMINATING, and CONCT once released.
  [[nodiscard]] LuState state() const;
  [[nodiscard]] bool dead() const { return dead_; }
  // The logon that waits for its application; nullptr: none does.
  [[nodiscard]] const QueuedLogon* queued_for() const;
  // Of the session as it is; nullopt, 0 or empty outside one.
  [[nodiscard]] std::uint32_t turn() const;  // of its SessionKey; the menu has none
  [[nodiscard]] std::optional<config::ApplId> application() const;
  [[nodiscard]] std::optional<config::ModeName> logmode() const;
  [[nodiscard]] std::string logmode_rule() const;  // who said so
  [[nodiscard]] std::string typeterm() const;
  [[nodiscard]] std::string typeterm_rule() const;  // the row it came from
  [[nodiscard]] tn3270::ScreenSizes screen() const;
  // The code page's number, once the session has one.
  [[nodiscard]] std::string code_page() const;

 private:
  struct Acquiring;
  class Behind;
  struct Leaving;
  struct Life;
  struct Next;
  struct Session;
  enum class Binding : std::uint8_t { New, Kept };

  // lu_session.cpp
  [[nodiscard]] const Network& network() const { return **network_; }
  [[nodiscard]] bool printer() const { return config::is_printer(lu_->type); }
  [[nodiscard]] bool listening() const;  // a program is there and may be told
  [[nodiscard]] bool pending() const;    // a program has not let go
  [[nodiscard]] const config::ServerSettings& server() const;

  // lu_session_end.cpp
  void log_off(SessionOutcomes& outcomes);
  void close(UnbindReason reason, std::string why, SessionOutcomes& outcomes);
  void release(SessionOutcomes& outcomes);
  void lose_shelf(LossReason reason);
  void let_go(Session& session, SessionOutcomes& outcomes);
  void say_inactive(LossReason reason, SessionOutcomes& outcomes) const;

  // lu_session_query.cpp
  [[nodiscard]] bool must_query() const;
  void ask_query(SessionOutcomes& outcomes);
  void take_reply(tn3270::Bytes record, SessionOutcomes& outcomes);
  void end_query(const std::string& fault, SessionOutcomes& outcomes);
  void choose_page(std::optional<std::string> replied, SessionOutcomes& outcomes);

  // lu_session_said.cpp
  [[nodiscard]] Next without_acb(config::ApplId application, AcbEnd how) const;

  // lu_session_host.cpp
  void bind_as_host(tn3270::ByteBuffer image, SessionOutcomes& outcomes);
  void unbind_as_host(std::uint8_t reason, SessionOutcomes& outcomes);

  // lu_session_acquire.cpp
  [[nodiscard]] std::variant<LogonPlan, LogonRefusal> judge(const AcquireRequest& request) const;
  [[nodiscard]] Next acquirer_first(Next next, SessionOutcomes& outcomes);
  void serve_acquirer(SessionOutcomes& outcomes);
  void ask_release(ProgramOutcomes& made, SessionOutcomes& outcomes);
  void judge_acquirer(SessionOutcomes& outcomes);
  void drop_acquirer(SessionOutcomes& outcomes);
  void keep_waiting(const std::string& holder, SessionOutcomes& outcomes);
  void tell_asker(AcquireResult result, SessionOutcomes& outcomes);
  void disappoint_asker(const std::string& why, SessionOutcomes& outcomes);
  [[nodiscard]] bool hold_back_acquirer(SessionOutcomes& outcomes);
  void note_loss();
  void end_pause(SessionOutcomes& outcomes);

  // lu_session_next.cpp
  [[nodiscard]] std::optional<config::ApplId> default_application() const;
  [[nodiscard]] Next first() const;
  [[nodiscard]] Next to_menu(std::string notice) const;
  [[nodiscard]] Next failed(config::ApplId application, std::uint32_t sense, std::string why) const;
  [[nodiscard]] Next ended(config::ApplId application, std::string why) const;
  [[nodiscard]] Next log_on_to(const WantedLogon& wanted) const;
  [[nodiscard]] Next pass(const PassTo& pass);
  [[nodiscard]] Next again(std::string report);
  [[nodiscard]] Next resumed(const Session& live, const PassTo& wanted) const;
  [[nodiscard]] std::optional<Next> too_many() const;
  [[nodiscard]] Next after(const ProgramOutcome& ending);
  [[nodiscard]] static std::string given_up(const QueuedLogon& queued);
  [[nodiscard]] std::optional<Next> hold_back();

  // lu_session_logon.cpp
  [[nodiscard]] ClientModes client_modes() const;
  [[nodiscard]] Logon logon(const Next& next) const;
  void explain(const Next& next, Logon& logon) const;
  [[nodiscard]] static bool shows_news(const Next& next, const Logon& logon);
  void make_menu();
  void add_live(Menu& menu) const;
  [[nodiscard]] std::string description(config::ApplId name) const;

  // lu_session_keep.cpp
  void begin_keeping();
  void show_again(ProgramOutcomes& made, SessionOutcomes& outcomes);
  [[nodiscard]] static std::optional<std::string> misfit(const Session& session,
                                                         const tn3270::DeviceType& device,
                                                         BindImage bind);
  void keep(tn3270::Bytes record);
  void tell_client(ClientNews news);
  void take_answer(tn3270::Bytes record);

  // lu_session_several.cpp
  template <class Call>
  void tell_program(Session& session, SessionOutcomes& outcomes, Call call);  // lu_session_life.h
  [[nodiscard]] Session* find(std::uint32_t turn) const;
  [[nodiscard]] Session* find_live(config::ApplId application) const;
  [[nodiscard]] const config::SeveralSettings& several() const;
  enum class Leave : std::uint8_t { ForMenu, ForNext };
  [[nodiscard]] bool hot_key(std::uint8_t key, tn3270::Bytes record, SessionOutcomes& outcomes);
  void leave_for(Leave where, SessionOutcomes& outcomes);
  enum class Shelved : std::uint8_t { First, Last };
  void shelve(Shelved where, SessionOutcomes& outcomes);
  [[nodiscard]] const Session* next_live() const;
  void bring(std::uint32_t turn, ProgramOutcomes& made, SessionOutcomes& outcomes);
  [[nodiscard]] std::optional<std::string> turn_behind(ProgramOutcomes& made,
                                                       SessionOutcomes& outcomes);
  void drop(const Session& session);
  void bring_news(std::string news, SessionOutcomes& outcomes);
  [[nodiscard]] Next end_live(config::ApplId application);

  // lu_session_typed.cpp
  void ask_typed(Leave where, std::uint8_t key, SessionOutcomes& outcomes);
  [[nodiscard]] bool answers_typed(tn3270::Bytes record) const;
  [[nodiscard]] bool comes_late(tn3270::Bytes record);
  void take_typed(tn3270::Bytes record, SessionOutcomes& outcomes);
  void take_buffer(tn3270::Bytes record);
  void hold(tn3270::Bytes record);
  void write_held(Leaving& leaving);
  Leave stop_leaving();

  // lu_session_turn.cpp
  void begin(Next next, Binding binding, SessionOutcomes& outcomes);
  void bind(const Next& next, SessionOutcomes& outcomes);
  void unbind(UnbindReason reason, SessionOutcomes& outcomes);
  void log_on(const Next& next, Binding binding, ProgramOutcomes& made, SessionOutcomes& outcomes);
  void turn(ProgramOutcomes& made, SessionOutcomes& outcomes);
  void wait(const Next& next, SessionOutcomes& outcomes);
  void end(const Next& next, SessionOutcomes& outcomes);

  // lu_session_output.cpp
  [[nodiscard]] std::optional<ProgramOutcome> carry_out(ProgramOutcomes& made,
                                                        SessionOutcomes& outcomes);
  void pass_on(ProgramOutcome& made, SessionOutcomes& outcomes);
  [[nodiscard]] std::optional<Answer> write(Write ru, SessionOutcomes& outcomes);
  void end_job(SessionOutcomes& outcomes);
  void flow(SessionOutcomes& outcomes);
  void report_negative(const Answer& answer, SessionOutcomes& outcomes) const;
  void settle(const Answer& answer, SessionOutcomes& outcomes);
  void answer(const Answer& answer, SessionOutcomes& outcomes);
  void repaint_refused(const Answer& answer, SessionOutcomes& outcomes);

  const config::LuSettings* lu_;
  const NetworkPtr* network_;
  std::unique_ptr<Life> life_;  // from start() to the release
  Moment started_{};            // until then
  SessionId id_;
  std::uint16_t partition_;
  bool dead_ = false;
};

}  // namespace vtam
