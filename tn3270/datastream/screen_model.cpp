#include "tn3270/datastream/screen_model.h"

#include <algorithm>
#include <array>

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
  // Whole rows at a time, which are copied as bytes.
  static constexpr std::array<Cell, 240> kBlank{};
  const std::size_t count = size_.cells();
  cells_.clear();
  cells_.reserve(count);
  while (cells_.size() < count) {
    const std::size_t left = std::min(kBlank.size(), count - cells_.size());
    cells_.insert(cells_.end(), kBlank.begin(), kBlank.begin() + left);
  }
  attributes_.reset(cells_.size());
  cursor_ = 0;
}

std::optional<BufferAddress> ScreenModel::attribute_of(BufferAddress address) const {
  VERIFY(address < cells_.size(), "an address beyond the screen");
  std::size_t at = attributes_.last_before(address + 1U);
  if (at == cells_.size()) {
    at = attributes_.last_before(cells_.size());
  }
  return at == cells_.size() ? std::nullopt : std::optional(static_cast<BufferAddress>(at));
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
  for (std::size_t at = attributes_.first_from(from); at < cells_.size();
       at = attributes_.first_from(at + 1)) {
    const BufferAddress first = after(static_cast<BufferAddress>(at));
    if ((cells_[at].code & kProtected) == 0 && !cells_[first].attribute) {
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
