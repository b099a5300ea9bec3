#include "tn3270/datastream/kept_screen.h"

#include <algorithm>
#include <array>
#include <utility>
#include <variant>

#include "config/limits.h"
#include "tn3270/datastream/aid.h"
#include "tn3270/datastream/inbound.h"
#include "tn3270/datastream/orders.h"
#include "tn3270/datastream/outbound.h"

namespace tn3270 {
namespace {

constexpr std::size_t kHead = 4;
// A log grows in steps, so that few records move it and little of it is unused.
constexpr std::size_t kStep = 512;

bool has(Wcc wcc, Wcc flag) {
  return (static_cast<unsigned>(wcc) & static_cast<unsigned>(flag)) != 0;
}

// Whether any of the structured fields changes the screen; others are queries and settings.
bool changes(Bytes fields) {
  constexpr std::uint8_t kEraseReset = 0x03;
  constexpr std::uint8_t kOutbound3270ds = 0x40;
  StructuredFields reader(fields);
  while (const auto field = reader.next()) {
    if (field->id == kOutbound3270ds || field->id == kEraseReset) {
      return true;
    }
  }
  return false;
}

// A key of the user's; not the answer to a read or query.
bool locks(Aid aid) {
  return aid != Aid::None && aid != Aid::QueryReply && aid != Aid::StructuredField;
}

// The host may have set the character reply mode, which reads all that the field mode has.
std::optional<Inbound> parsed(Bytes record, ScreenSize screen) {
  for (const ReplyMode mode : {ReplyMode::Field, ReplyMode::Character}) {
    auto read = parse_inbound(record, screen, {.reply_mode = mode});
    if (auto* input = std::get_if<Inbound>(&read)) {
      return std::move(*input);
    }
  }
  return std::nullopt;
}

ScreenSize larger(const ScreenSizes& sizes) {
  return sizes.alternate.cells() > sizes.primary.cells() ? sizes.alternate : sizes.primary;
}

void apply_input(Bytes record, const ScreenSizes& sizes, ScreenModel& model) {
  if (const auto input = parsed(record, larger(sizes))) {
    model.apply(*input);
    return;
  }
  // What it says can't be read, but its key has locked the keyboard.
  if (const auto aid = aid_of(record.front())) {
    Inbound bare;
    bare.aid = *aid;
    model.apply(bare);
  }
}

}  // namespace

std::size_t KeptScreen::most() const {
  return larger(sizes_).cells() * config::limits::kKeptScreenPerCell;
}

bool KeptScreen::locked() const {
  return lock_known_ ? locked_ : model().keyboard_locked();
}

void KeptScreen::wrote(Bytes record) {
  const auto parsed = parse_outbound_head(record);
  const auto* head = std::get_if<OutboundHead>(&parsed);
  if (head == nullptr) {
    return;
  }
  switch (head->command) {
    case Command::EraseWrite:
    case Command::EraseWriteAlternate:
      restart();
      break;
    case Command::Write:
      break;
    case Command::EraseAllUnprotected:
      locked_ = false;
      lock_known_ = true;
      append(From::Application, record);
      return;
    case Command::WriteStructuredField:
      if (changes(head->rest)) {
        lock_known_ = false;
        append(From::Application, record);
      }
      return;
    default:
      return;  // reads
  }
  if (has(head->wcc, Wcc::Restore)) {
    locked_ = false;
    lock_known_ = true;
  }
  append(From::Application, record);
}

void KeptScreen::received(Bytes record) {
  const auto aid = record.empty() ? std::nullopt : aid_of(record.front());
  if (!aid || *aid == Aid::StructuredField) {
    return;
  }
  if (locks(*aid)) {
    locked_ = lock_known_ = true;
  }
  append(From::Terminal, record);
}

// An erasing write follows: of all that was, only the keyboard is left.
void KeptScreen::restart() {
  locked_ = locked();
  lock_known_ = true;
  unlocked_before_ = !locked_;
  compacted_ = 0;
  log_.clear();
  if (log_.capacity() > most()) {
    log_ = ByteBuffer();
  }
}

void KeptScreen::append(From from, Bytes record) {
  const std::size_t size = log_.size() + kHead + record.size();
  // A screen that needs more than its share when it is one record is not compacted each time.
  if (size > std::max(most(), 2 * compacted_)) {
    compact(from, record);
    return;
  }
  make_room(size);
  const std::size_t length = record.size();
  const std::array<std::uint8_t, kHead> head{
      static_cast<std::uint8_t>(from), static_cast<std::uint8_t>(length),
      static_cast<std::uint8_t>(length >> 8U), static_cast<std::uint8_t>(length >> 16U)};
  log_.insert(log_.end(), head.begin(), head.end());
  log_.insert(log_.end(), record.begin(), record.end());
}

void KeptScreen::make_room(std::size_t bytes) {
  if (log_.capacity() < bytes) {
    const std::size_t steps = (bytes + kStep - 1) / kStep * kStep;
    log_.reserve(std::max(bytes, std::min(steps, most())));
  }
}

void KeptScreen::compact(From from, Bytes record) {
  ScreenModel model = this->model();
  if (from == From::Application) {
    model.apply(record);
  } else {
    apply_input(record, sizes_, model);
  }
  const ByteBuffer one = model.repaint();
  locked_ = model.keyboard_locked();
  lock_known_ = true;
  unlocked_before_ = false;  // the record says it
  log_.clear();
  if (log_.capacity() > most()) {
    log_ = ByteBuffer();
  }
  compacted_ = kHead + one.size();
  append(From::Application, one);
}

ScreenModel KeptScreen::model() const {
  constexpr std::array<std::uint8_t, 2> kUnlock{static_cast<std::uint8_t>(Command::Write),
                                                static_cast<std::uint8_t>(Wcc::Restore)};
  ScreenModel model(sizes_);
  if (unlocked_before_) {
    model.apply(Bytes(kUnlock));
  }
  for (Bytes rest(log_); !rest.empty();) {
    const auto from = static_cast<From>(rest[0]);
    const std::size_t length = rest[1] | static_cast<std::size_t>(rest[2]) << 8U |
                               static_cast<std::size_t>(rest[3]) << 16U;
    const Bytes record = rest.subspan(kHead, length);
    if (from == From::Application) {
      model.apply(record);
    } else {
      apply_input(record, sizes_, model);
    }
    rest = rest.subspan(kHead + length);
  }
  return model;
}

std::optional<ByteBuffer> KeptScreen::repaint(ScreenSizes client) const {
  const ScreenModel shown = model();
  return client == sizes_ ? std::optional(shown.repaint()) : shown.repaint(client);
}

}  // namespace tn3270
