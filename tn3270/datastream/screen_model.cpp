#include "tn3270/datastream/screen_model.h"

#include <algorithm>

#include "config/limits.h"
#include "config/verify.h"
#include "tn3270/datastream/apl_set.h"
#include "tn3270/datastream/utf8.h"

namespace tn3270 {
namespace {

constexpr auto kProtected = static_cast<std::uint8_t>(Entry::Protected);
constexpr auto kHidden = static_cast<std::uint8_t>(Intensity::Hidden);
constexpr std::uint8_t kAplSet = 0xF1;

void append_shown(std::uint8_t code, const CodePage& page, std::string& row) {
  switch (static_cast<FormatCode>(code)) {
    case FormatCode::Dup:
      row += '*';
      return;
    case FormatCode::Fm:
      row += ';';
      return;
    case FormatCode::Nul:
    case FormatCode::Ff:
    case FormatCode::Cr:
    case FormatCode::So:
    case FormatCode::Si:
    case FormatCode::Nl:
    case FormatCode::Em:
    case FormatCode::Lf:
      row += ' ';
      return;
    default:
      row += page.decode(Bytes(&code, 1));
  }
}

}  // namespace

ScreenModel::ScreenModel(ScreenSizes sizes) : sizes_(sizes) {
  for (const ScreenSize size : {sizes.primary, sizes.alternate}) {
    VERIFY(size.cells() > 0 && size.cells() <= config::limits::kScreenCells, "a size of no screen");
  }
  erase(Screen::Primary);
}

void ScreenModel::erase(Screen screen) {
  screen_ = screen;
  size_ = screen == Screen::Primary ? sizes_.primary : sizes_.alternate;
  cells_.assign(size_.cells(), Cell{});
  cursor_ = 0;
}

BufferAddress ScreenModel::after(BufferAddress address) const {
  return static_cast<BufferAddress>((address + 1U) % cells_.size());
}

bool ScreenModel::formatted() const {
  return std::any_of(cells_.begin(), cells_.end(), [](const Cell& cell) { return cell.attribute; });
}

std::optional<BufferAddress> ScreenModel::attribute_of(BufferAddress address) const {
  VERIFY(address < cells_.size(), "an address beyond the screen");
  const std::size_t count = cells_.size();
  for (std::size_t back = 0; back < count; ++back) {
    const std::size_t candidate = (address + count - back) % count;
    if (cells_[candidate].attribute) {
      return static_cast<BufferAddress>(candidate);
    }
  }
  return std::nullopt;
}

bool ScreenModel::hidden(BufferAddress address) const {
  const auto attribute = attribute_of(address);
  return attribute && (cells_[*attribute].code & kHidden) == kHidden;
}

bool ScreenModel::protected_at(BufferAddress address) const {
  const auto attribute = attribute_of(address);
  return attribute && (cells_[*attribute].code & kProtected) != 0;
}

BufferAddress ScreenModel::next_unprotected(BufferAddress from) const {
  for (std::size_t address = from; address < cells_.size(); ++address) {
    const Cell& cell = cells_[address];
    const BufferAddress first = after(static_cast<BufferAddress>(address));
    if (cell.attribute && (cell.code & kProtected) == 0 && !cells_[first].attribute) {
      return first;
    }
  }
  return 0;
}

std::vector<std::string> ScreenModel::text(const CodePage& page) const {
  std::vector<std::string> rows(size_.rows);
  const auto governing = attribute_of(0);
  const Cell* field = governing ? &cells_[*governing] : nullptr;
  for (std::size_t address = 0; address < cells_.size(); ++address) {
    const Cell& cell = cells_[address];
    std::string& row = rows[address / size_.columns];
    field = cell.attribute ? &cell : field;
    const std::uint8_t set = field != nullptr && cell.look.character_set == 0
                                 ? field->look.character_set
                                 : cell.look.character_set;
    if (cell.attribute || (field != nullptr && (field->code & kHidden) == kHidden)) {
      row += ' ';
    } else if (cell.graphic || (set == kAplSet && cell.code > 0x40)) {
      append_character(apl_character(cell.code), row);
    } else {
      append_shown(cell.code, page, row);
    }
  }
  return rows;
}

}  // namespace tn3270
