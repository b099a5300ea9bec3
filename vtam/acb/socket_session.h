#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <vector>

#include "vtam/acb/acb.h"
#include "vtam/acb/heard.h"
#include "vtam/acb/print_queue.h"
#include "vtam/acb/said.h"
#include "vtam/acb/screen_record.h"
#include "vtam/program.h"

namespace vtam {

// The program behind a session whose application is a process (socket_program.h). Screens are made
// and input is read here, in the LU's reactor. An idle session keeps its screen's named fields and
// little else.
class SocketSession final : public Program {
 public:
  SocketSession(AcbId acb, AcbMode mode, std::shared_ptr<AcbSink> sink, const Logon& logon);
  // A session that ends without a word is lost by a fault of ours; its application hears so.
  ~SocketSession() override;

  void on_logon(const Logon& logon, ProgramOutcomes& outcomes) override;
  void on_receive(tn3270::Bytes record, ProgramOutcomes& outcomes) override;
  void on_repaint(ProgramOutcomes& outcomes) override;
  void on_response(const Answer& answer, ProgramOutcomes& outcomes) override;
  void on_status(std::uint32_t lustat, ProgramOutcomes& outcomes) override;
  void on_signal(ProgramOutcomes& outcomes) override;
  void on_suspended() override { suspended_ = true; }
  void on_client(ClientNews news) override;
  void on_said(Said&& said, ProgramOutcomes& outcomes) override;
  void on_room(ProgramOutcomes& outcomes) override;
  void on_release_wanted(config::ApplId by, ProgramOutcomes& outcomes) override;
  void on_lost(LossReason reason, ProgramOutcomes& outcomes) override;
  [[nodiscard]] AcbId acb() const override { return acb_; }

 private:
  enum class Stage : std::uint8_t {
    Offered,  // not accepted yet
    Accepted,
    Draining,  // closed, and a printer has not answered everything
    Lost,      // its application has not let go
    Over
  };

  void put(Heard heard) { sink_->put(AcbEvent{acb_, key_, std::move(heard)}); }
  // False: the application has not answered so many that this one is dropped.
  [[nodiscard]] bool count_input(ProgramOutcomes& outcomes);
  void read(tn3270::Bytes record);

  // socket_session_said.cpp
  void take(const AcceptLogon& accept, ProgramOutcomes& outcomes);
  void take(const RejectLogon& reject, ProgramOutcomes& outcomes);
  void take(SendScreen& send, ProgramOutcomes& outcomes);
  void take(SendRecord& send, ProgramOutcomes& outcomes);
  void take(PrintText& print, ProgramOutcomes& outcomes);
  void take(PrintScs& print, ProgramOutcomes& outcomes);
  void take(CloseSession& close, ProgramOutcomes& outcomes);
  void write(tn3270::ByteBuffer record, bool response, const RequestId& id,
             ProgramOutcomes& outcomes);
  [[nodiscard]] std::optional<SendRefused> check_send(std::size_t size) const;
  void refuse(SendRefused refused, const RequestId& id);
  void print(PrintRequest request, ProgramOutcomes& outcomes);
  void advance_print(ProgramOutcomes& outcomes);
  void tell_printed(const PrintQueue::Done& done);
  void give_back(std::uint32_t credit);
  void finish(CloseSession close, ProgramOutcomes& outcomes);
  [[nodiscard]] ScreenForm form() const;

  std::shared_ptr<AcbSink> sink_;
  AcbId acb_;
  SessionKey key_;
  config::ApplId application_;
  const tn3270::CodePage* page_;
  ShownScreen shown_{};
  std::vector<RequestId> responses_{};     // sends whose answers are awaited
  std::unique_ptr<PrintQueue> prints_{};   // of a printer
  std::unique_ptr<CloseSession> close_{};  // Draining: what follows
  std::size_t bytes_ = 0;                  // of sends that have not left
  std::uint32_t sent_ = 0;                 // sends without response that have not left
  std::uint32_t owed_ = 0;                 // credit to give back
  std::uint32_t inputs_ = 0;               // since the last send
  tn3270::ScreenSizes sizes_;
  AcbMode mode_;
  Stage stage_ = Stage::Offered;
  bool alternate_;
  bool extended_;
  bool suspended_ = false;                     // by SYSREQ
  bool signalled_ = false;                     // since the last send
  bool repaint_told_ = false;                  // since the last send
  std::optional<config::ApplId> wanted_by_{};  // who was told of last by `release`
};

}  // namespace vtam
