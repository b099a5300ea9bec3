#include <iterator>
#include <utility>
#include <variant>

#include "config/verify.h"
#include "tn3270/datastream/orders.h"
#include "tn3270/datastream/outbound.h"
#include "vtam/lu_session_life.h"

// A session that outlives its connection: what it does while there is no client, and how one comes
// back to it.
namespace vtam {
namespace {

std::string words(tn3270::ScreenSize size) {
  return std::to_string(size.rows) + "x" + std::to_string(size.columns);
}

bool within(tn3270::ScreenSize size, const tn3270::ScreenSizes& device) {
  const auto fits = [&](tn3270::ScreenSize most) {
    return size.rows <= most.rows && size.columns <= most.columns;
  };
  return fits(device.primary) || fits(device.alternate);
}

constexpr std::uint8_t kPrimaryOnly = 0x7E;
constexpr std::uint8_t kBoth = 0x7F;

// The BIND of a session whose sizes have been decided before.
BoundSizes bound_as(const tn3270::ScreenSizes& screen) {
  BoundSizes sizes;
  sizes.screen = screen;
  sizes.bind = {screen.primary.rows, screen.primary.columns, screen.alternate.rows,
                screen.alternate.columns, kBoth};
  if (screen.alternate == screen.primary) {
    sizes.bind = {screen.primary.rows, screen.primary.columns, 0, 0, kPrimaryOnly};
  }
  return sizes;
}

// What asks the terminal for an answer; empty: the record does not.
tn3270::ByteBuffer read_of(tn3270::Bytes record) {
  constexpr std::uint8_t kReadPartition = 0x01;
  const auto parsed = tn3270::parse_outbound_head(record);
  const auto* head = std::get_if<tn3270::OutboundHead>(&parsed);
  if (head == nullptr) {
    return {};
  }
  switch (head->command) {
    case tn3270::Command::ReadBuffer:
    case tn3270::Command::ReadModified:
    case tn3270::Command::ReadModifiedAll:
      return {record.begin(), record.end()};
    case tn3270::Command::WriteStructuredField:
      break;
    default:
      return {};
  }
  tn3270::ByteBuffer reads;
  tn3270::StructuredFields fields(head->rest);
  while (const auto field = fields.next()) {
    if (field->id == kReadPartition) {
      constexpr std::size_t kHead = 3;
      const std::size_t length = kHead + field->data.size();
      const std::uint8_t begin[] = {static_cast<std::uint8_t>(length >> 8U),
                                    static_cast<std::uint8_t>(length), field->id};
      if (reads.empty()) {
        reads.push_back(record.front());
      }
      reads.insert(reads.end(), std::begin(begin), std::end(begin));
      reads.insert(reads.end(), field->data.begin(), field->data.end());
    }
  }
  return reads;
}

}  // namespace

bool query(const tn3270::ByteBuffer& read) {
  const auto parsed = tn3270::parse_outbound_head(read);
  const auto* head = std::get_if<tn3270::OutboundHead>(&parsed);
  return head != nullptr && head->command == tn3270::Command::WriteStructuredField;
}

const config::KeepSettings& LuSession::keep() const {
  return config::keep_of(server(), *lu_);
}

// What was on the screen goes with a BIND.
void LuSession::begin_keeping() {
  Life& life = *life_;
  life.kept.reset();
  life.host_bind.reset();
  life.unbound_text.reset();
  life.read.reset();
  life.unbound = false;
  if (life.leaving != nullptr && !life.behind) {
    life.leaving->gone = true;
    life.leaving->read_first = false;
    life.leaving->written.clear();
  }
  if (!printer() && (keep().on() || several().on())) {
    life.kept = std::make_unique<tn3270::KeptScreen>(life.screen);
  }
}

// What goes to a terminal, whether that is there or not.
void LuSession::keep(tn3270::Bytes record) {
  Life& life = *life_;
  if (life.leaving != nullptr && !life.leaving->gone && !life.behind) {
    hold(record);
  } else if (life.kept != nullptr) {
    life.kept->wrote(record);
  }
  if (life.kept != nullptr || life.away || life.behind) {
    if (auto read = read_of(record); !read.empty()) {
      life.read = std::make_unique<tn3270::ByteBuffer>(std::move(read));
    }
  }
}

// From the terminal, for the program in front.
void LuSession::take_answer(tn3270::Bytes record) {
  Life& life = *life_;
  constexpr auto kStructured = static_cast<std::uint8_t>(tn3270::Aid::StructuredField);
  if (life.read != nullptr && query(*life.read) == (record.front() == kStructured)) {
    life.read.reset();
    if (life.leaving != nullptr && record.front() != kStructured) {
      life.leaving->read_first = false;
    }
  }
  if (life.kept != nullptr) {
    life.kept->received(record);
  }
}

bool LuSession::can_be_kept() const {
  return listening() && keep().on() && (life_->kept != nullptr || life_->unbound);
}

bool LuSession::on_menu() const {
  return listening() && life_->menu && life_->queued == nullptr && life_->shelf.empty();
}

// The application has been told its sizes and goes on with them.
std::optional<std::string> LuSession::refuse_return(const tn3270::DeviceType& device,
                                                    BindImage bind) const {
  if (!can_be_kept()) {
    return "its session has ended";
  }
  const bool as_before = device.dynamic() && life_->terminal.device.dynamic();
  return as_before ? std::nullopt : misfit(*life_, device, bind);
}

std::optional<std::string> LuSession::misfit(const Session& session,
                                             const tn3270::DeviceType& device, BindImage bind) {
  if (session.unbound) {
    return std::nullopt;  // it has no screen
  }
  const tn3270::ScreenSizes& screen = session.screen;
  const tn3270::ScreenSizes own = device.sizes();
  const bool fits = bind == BindImage::Agreed
                        ? within(screen.primary, own) && within(screen.alternate, own)
                        : screen.primary == own.primary && (screen.alternate == screen.primary ||
                                                            screen.alternate == own.alternate);
  if (fits) {
    return std::nullopt;
  }
  return "its session has a screen of " + words(screen.alternate) + ", which this client with " +
         words(own.alternate) + " can't be given";
}

void LuSession::client_gone(SessionOutcomes& outcomes) {
  VERIFY(can_be_kept(), "a session without a screen is not kept");
  if (life_->away) {
    return;
  }
  life_->away = true;
  if (life_->leaving != nullptr) {
    stop_leaving();
  }
  // What nobody can answer any more is answered by VTAM, and what is written from here on.
  life_->terminal.responses = false;
  life_->stale = 0;
  for (std::uint32_t owed = std::exchange(life_->owed, 0); owed > 0 && listening(); --owed) {
    answer({}, outcomes);
  }
  tell_client(ClientNews::Gone);
}

// Also those that the user has left.
void LuSession::tell_client(ClientNews news) {
  if (!listening() || !keep().tell) {
    return;
  }
  life_->program->on_client(news);
  for (const auto& one : life_->shelf) {
    one->program->on_client(news);
  }
}

bool LuSession::resume(Terminal terminal, SessionOutcomes& outcomes) {
  const BindImage bind = terminal.bind_image ? BindImage::Agreed : BindImage::No;
  if (refuse_return(terminal.device, bind)) {
    return false;
  }
  Life& life = *life_;
  if (terminal.device.dynamic()) {
    terminal.device.queried = life.terminal.device.queried;
  }
  life.terminal = std::move(terminal);
  life.away = false;
  life.bound = false;
  life.repainted = false;
  life.reply_late = false;
  life.late_buffer.reset();
  ProgramOutcomes made;
  tell_client(ClientNews::Back);
  show_again(made, outcomes);
  if (std::exchange(life.suspended, false) || keep().tell) {
    life.program->on_repaint(made);
  }
  turn(made, outcomes);
  return true;
}

// The session in front is shown to a terminal that has another one's screen, or none.
void LuSession::show_again(ProgramOutcomes& made, SessionOutcomes& outcomes) {
  Life& life = *life_;
  if (life.unbound) {
    if (life.unbound_text != nullptr) {
      outcomes.push_back(SendSscp{*life.unbound_text});
    }
    return;
  }
  if (life.terminal.bind_image) {
    outcomes.push_back(SendBind{life.host_bind != nullptr
                                    ? *life.host_bind
                                    : bind_image(*life.mode, bound_as(life.screen),
                                                 life.application, lu_->name, network().page())});
    life.bound = true;
  }
  // One that began before its group had "several" has kept nothing.
  const bool kept = life.kept != nullptr;
  if (!kept) {
    begin_keeping();
  }
  const tn3270::KeptScreen blank(life.screen);
  outcomes.push_back(
      SendData{(life.kept != nullptr ? *life.kept : blank).repaint(life.screen).value(),
               RuKind::Data3270, false});
  if (life.read != nullptr) {
    outcomes.push_back(SendData{*life.read, RuKind::Data3270, false});
  }
  if (!kept) {
    life.program->on_repaint(made);
  }
}

}  // namespace vtam
