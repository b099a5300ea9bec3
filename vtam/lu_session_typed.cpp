#include <algorithm>
#include <memory>
#include <utility>
#include <variant>
#include <vector>

#include "config/limits.h"
#include "tn3270/datastream/address.h"
#include "tn3270/datastream/aid.h"
#include "tn3270/datastream/inbound.h"
#include "tn3270/datastream/inbound_buffer.h"
#include "tn3270/datastream/orders.h"
#include "vtam/lu_session_life.h"

// What a user has typed and not sent when he leaves an application: it is on his terminal only, and
// the kept screen learns it before the terminal shows something else.
namespace vtam {
namespace {

using tn3270::BufferAddress;
using tn3270::ByteBuffer;
using tn3270::Cell;

constexpr std::uint8_t kModified = 0x01;  // of a field attribute's six bits
constexpr std::uint8_t kProtected = 0x20;
constexpr std::size_t kNoCells = 3;  // AID and cursor

using Cells = std::vector<Cell>;

std::uint8_t ink(const Cell& cell) {
  constexpr std::uint8_t kBlank = 0x40;
  return cell.code == 0 ? kBlank : cell.code;
}

// Whether a field has the application's text only: a light pen writes into protected ones too.
bool untouched(const Cell& attribute) {
  return (attribute.code & (kProtected | kModified)) == kProtected;
}

// The same fields in the same places, and in protected ones the same text: it is the screen that
// was written there, and not another one with typed text that is none of this application's.
bool same_screen(const Cells& shown, const Cells& kept) {
  const auto last =
      std::find_if(shown.rbegin(), shown.rend(), [](const Cell& one) { return one.attribute; });
  bool its_own = last != shown.rend() && untouched(*last);  // around the end
  return std::equal(shown.begin(), shown.end(), kept.begin(), kept.end(),
                    [&](const Cell& one, const Cell& other) {
                      if (one.attribute != other.attribute) {
                        return false;
                      }
                      if (one.attribute) {
                        its_own = untouched(one);
                        return ((one.code ^ other.code) & ~kModified) == 0;
                      }
                      return !its_own || (ink(one) == ink(other) && one.graphic == other.graphic);
                    });
}

bool same_text(const Cells& shown, const Cells& kept, const std::vector<BufferAddress>& places) {
  return std::all_of(places.begin(), places.end(), [&](BufferAddress at) {
    return shown[at].code == kept[at].code && shown[at].graphic == kept[at].graphic;
  });
}

// From `first` on, up to the next attribute; around the end of the buffer where there is one.
std::vector<BufferAddress> places_from(const Cells& cells, std::size_t first) {
  std::vector<BufferAddress> places;
  for (std::size_t i = 0; i < cells.size(); ++i) {
    const std::size_t at = (first + i) % cells.size();
    if (cells[at].attribute) {
      break;
    }
    places.push_back(static_cast<BufferAddress>(at));
  }
  return places;
}

void append(const Cell& cell, ByteBuffer& out) {
  if (cell.graphic) {
    out.push_back(static_cast<std::uint8_t>(tn3270::Order::Ge));
  }
  out.push_back(cell.code);
}

void append_place(BufferAddress at, tn3270::ScreenSize size, ByteBuffer& out) {
  out.push_back(static_cast<std::uint8_t>(tn3270::Order::Sba));
  tn3270::append_address(at, size, out);
}

// Neither a key with its fields nor anything else that a terminal sends is as long.
bool whole_buffer(tn3270::Bytes record, tn3270::ScreenSize size) {
  return record.size() >= kNoCells + size.cells() &&
         std::holds_alternative<tn3270::BufferContents>(tn3270::parse_read_buffer(record, size));
}

// What a terminal's buffer has that the kept screen has not.
struct Typed {
  ByteBuffer fields;  // inbound, as if a read had asked for modified fields
  ByteBuffer places;  // outbound: the text of those with its nulls
};

Typed typed_in(const tn3270::BufferContents& shown, const tn3270::ScreenModel& kept) {
  const tn3270::ScreenSize size = kept.size();
  const Cells& cells = shown.cells;
  Typed typed{{static_cast<std::uint8_t>(tn3270::Aid::None)},
              {static_cast<std::uint8_t>(tn3270::Command::Write), tn3270::graphic_code(0)}};
  tn3270::append_address(shown.cursor, size, typed.fields);
  const auto place = [&](const std::vector<BufferAddress>& places) {
    if (places.empty() || same_text(cells, kept.cells(), places)) {
      return;
    }
    append_place(places.front(), size, typed.places);
    for (const BufferAddress at : places) {
      append(cells[at], typed.places);
    }
  };
  if (!kept.formatted()) {
    place(places_from(cells, 0));
    return typed;
  }
  for (std::size_t at = 0; at < cells.size(); ++at) {
    if (!cells[at].attribute || (cells[at].code & kModified) == 0) {
      continue;
    }
    const std::vector<BufferAddress> places = places_from(cells, at + 1);
    append_place(static_cast<BufferAddress>((at + 1) % cells.size()), size, typed.fields);
    for (const BufferAddress one : places) {
      if (cells[one].code != 0) {
        append(cells[one], typed.fields);
      }
    }
    if ((cells[at].code & kProtected) == 0) {
      place(places);
    }
  }
  return typed;
}

}  // namespace

// A PA key comes without what its user has typed, which would be lost with his screen; a PF key and
// Read Modified bring it without its nulls. The whole buffer says where it stands.
void LuSession::ask_typed(Leave where, std::uint8_t key, SessionOutcomes& outcomes) {
  life_->leaving = std::make_unique<Leaving>(
      Leaving{.where = where,
              .size = life_->kept->model().size(),
              .typing = key == config::kAttnKey,
              .read_first = life_->read != nullptr && !query(*life_->read)});
  ++life_->wait_turn;
  outcomes.push_back(
      SendData{{static_cast<std::uint8_t>(tn3270::Command::ReadBuffer)}, RuKind::Data3270, false});
}

// What the application had asked the terminal comes before what was asked for its user's sake; so
// does a key that he has pressed after ATTN.
bool LuSession::answers_typed(tn3270::Bytes record) const {
  constexpr auto kStructured = static_cast<std::uint8_t>(tn3270::Aid::StructuredField);
  if (record.front() == kStructured || life_->leaving->read_first) {
    return false;
  }
  return !life_->leaving->typing || whole_buffer(record, life_->leaving->size);
}

bool LuSession::asked_for(tn3270::Bytes record) const {
  return life_ != nullptr &&
         ((life_->leaving != nullptr && whole_buffer(record, life_->leaving->size)) ||
          (life_->late_buffer && whole_buffer(record, *life_->late_buffer)));
}

// The user has been let go without it.
bool LuSession::comes_late(tn3270::Bytes record) {
  if (!life_->late_buffer || !whole_buffer(record, *life_->late_buffer)) {
    return false;
  }
  life_->late_buffer.reset();
  return true;
}

// Empty: the terminal has not answered, or can't.
void LuSession::take_typed(tn3270::Bytes record, SessionOutcomes& outcomes) {
  if (!life_->leaving->gone) {
    take_buffer(record);
  }
  leave_for(stop_leaving(), outcomes);
}

// Written after the terminal was asked: its answer is older.
void LuSession::hold(tn3270::Bytes record) {
  Leaving& leaving = *life_->leaving;
  leaving.written.emplace_back(record.begin(), record.end());
  leaving.held += record.size();
  if (leaving.held > config::limits::kKeptScreenPerCell * leaving.size.cells()) {
    write_held(leaving);
    leaving.gone = true;  // as much as a screen has been written over it
  }
}

// The user is let go, or stays.
LuSession::Leave LuSession::stop_leaving() {
  const std::unique_ptr<Leaving> leaving = std::move(life_->leaving);
  write_held(*leaving);
  return leaving->where;
}

void LuSession::write_held(Leaving& leaving) {
  for (const ByteBuffer& record : leaving.written) {
    if (life_->kept != nullptr) {
      life_->kept->wrote(record);
    }
  }
  leaving.written.clear();
}

// The answer to Read Buffer, or something else, which tells nothing.
void LuSession::take_buffer(tn3270::Bytes record) {
  Life& life = *life_;
  if (life.kept == nullptr || record.size() <= kNoCells) {
    return;
  }
  const tn3270::ScreenModel kept = life.kept->model();
  const auto parsed = tn3270::parse_read_buffer(record, kept.size());
  const auto* shown = std::get_if<tn3270::BufferContents>(&parsed);
  if (shown == nullptr || !same_screen(shown->cells, kept.cells())) {
    return;
  }
  const Typed typed = typed_in(*shown, kept);
  life.kept->received(typed.fields);
  life.kept->wrote(typed.places);
}

}  // namespace vtam
