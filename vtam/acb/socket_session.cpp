#include "vtam/acb/socket_session.h"

#include <algorithm>
#include <utility>
#include <variant>

#include "config/limits.h"
#include "tn3270/datastream/inbound.h"

// What happens to a session of a socket application, and how its application hears of it.
namespace vtam {

using tn3270::Aid;

SocketSession::SocketSession(AcbId acb, AcbMode mode, std::shared_ptr<AcbSink> sink,
                             const Logon& logon)
    : sink_(std::move(sink)),
      acb_(acb),
      key_(logon.key),
      application_(logon.application),
      page_(logon.page),
      sizes_(logon.screen),
      mode_(mode),
      alternate_(logon.alternate),
      extended_(logon.device.extended_attributes()) {
  if (logon.printer) {
    prints_ = std::make_unique<PrintQueue>(logon.kind);
  }
}

SocketSession::~SocketSession() {
  if (stage_ == Stage::Accepted || stage_ == Stage::Offered || stage_ == Stage::Draining) {
    put(SessionLost{LossReason::Broken});
  }
}

void SocketSession::on_logon(const Logon& logon, ProgramOutcomes& /*outcomes*/) {
  put(SessionBegun{.lu = logon.lu,
                   .printer = logon.printer,
                   .application = logon.application,
                   .logmode = logon.logmode,
                   .typeterm = logon.typeterm,
                   .device = logon.device.name(),
                   .screen = logon.screen,
                   .alternate = logon.alternate,
                   .scs = logon.kind == RuKind::Scs,
                   .code_page = logon.page->number(),
                   .client = logon.client,
                   .identity = logon.identity,
                   .data = logon.data,
                   .from = logon.from,
                   .acquire = logon.acquire});
  if (logon.acquire != 0) {
    stage_ = Stage::Accepted;
  }
}

// A hung application must not collect what an impatient user or a broken client sends.
bool SocketSession::count_input(ProgramOutcomes& outcomes) {
  if (inputs_ < config::limits::kApplicationInputs) {
    ++inputs_;
    return true;
  }
  if (inputs_ == config::limits::kApplicationInputs) {
    ++inputs_;
    outcomes.emplace_back(Remark{application_.text() + " has not answered " +
                                 std::to_string(config::limits::kApplicationInputs) +
                                 " inputs; more are dropped until it does"});
  }
  return false;
}

void SocketSession::on_receive(tn3270::Bytes record, ProgramOutcomes& outcomes) {
  // A printer has no keys; what it may answer to a read is for those who send data streams.
  if (!record.empty() && record.front() == static_cast<std::uint8_t>(Aid::Clear)) {
    shown_ = {};
  }
  const bool nobodys = prints_ != nullptr && mode_ == AcbMode::Screen;
  if (stage_ != Stage::Accepted || nobodys || !count_input(outcomes)) {
    return;
  }
  if (mode_ == AcbMode::Datastream) {
    put(RecordInput{tn3270::ByteBuffer(record.begin(), record.end())});
  } else {
    read(record);
  }
}

void SocketSession::read(tn3270::Bytes record) {
  const tn3270::ScreenSize larger =
      sizes_.alternate.cells() > sizes_.primary.cells() ? sizes_.alternate : sizes_.primary;
  const auto parsed = tn3270::parse_inbound(record, larger);
  const auto* input = std::get_if<tn3270::Inbound>(&parsed);
  // Without a screen of its application the user's keyboard stays locked.
  if (input == nullptr || input->aid == Aid::StructuredField || input->aid == Aid::None) {
    put(RepaintWanted{});
    return;
  }
  put(read_input(*input, shown_, *page_));
}

void SocketSession::on_repaint(ProgramOutcomes& /*outcomes*/) {
  suspended_ = false;
  shown_ = {};
  if (stage_ == Stage::Accepted && !std::exchange(repaint_told_, true)) {
    put(RepaintWanted{});
  }
}

void SocketSession::on_client(ClientNews news) {
  if (stage_ == Stage::Accepted) {
    put(ClientSeen{news});
  }
}

void SocketSession::on_signal(ProgramOutcomes& /*outcomes*/) {
  if (stage_ == Stage::Accepted && !std::exchange(signalled_, true)) {
    put(Signalled{});
  }
}

void SocketSession::on_response(const Answer& answer, ProgramOutcomes& outcomes) {
  if (prints_ != nullptr) {
    prints_->answered(answer);
    if (prints_->stopped()) {
      put(PrinterStatus{answer.sense});
    }
    advance_print(outcomes);
  } else if (!responses_.empty()) {
    RequestId id = std::move(responses_.front());
    responses_.erase(responses_.begin());
    put(Responded{std::move(id), answer});
    give_back(1);
  }
}

void SocketSession::on_status(std::uint32_t lustat, ProgramOutcomes& outcomes) {
  if (prints_ != nullptr) {
    put(PrinterStatus{lustat});
    prints_->ready();
    advance_print(outcomes);
  }
}

void SocketSession::on_room(ProgramOutcomes& /*outcomes*/) {
  bytes_ = 0;
  give_back(std::exchange(sent_, 0));
}

void SocketSession::give_back(std::uint32_t credit) {
  owed_ += credit;
  if (owed_ >= config::limits::kCreditStep) {
    put(CreditBack{std::exchange(owed_, 0)});
  }
}

void SocketSession::on_release_wanted(config::ApplId by, ProgramOutcomes& /*outcomes*/) {
  const bool told = std::exchange(wanted_by_, by) == by;
  if (!told && (stage_ == Stage::Offered || stage_ == Stage::Accepted)) {
    put(ReleaseWanted{by});
  }
}

void SocketSession::on_lost(LossReason reason, ProgramOutcomes& outcomes) {
  if (stage_ == Stage::Draining) {
    // It has said all that it has to say.
    stage_ = Stage::Over;
    put(SessionClosed{close_->id});
    outcomes.emplace_back(Release{});
  } else if (reason == LossReason::AcbClosed) {
    stage_ = Stage::Over;
  } else if (stage_ != Stage::Lost && stage_ != Stage::Over) {
    stage_ = Stage::Lost;
    put(SessionLost{reason});
  }
}

}  // namespace vtam
