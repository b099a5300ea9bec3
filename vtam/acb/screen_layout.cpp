#include "vtam/acb/screen_layout.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <utility>

#include "config/limits.h"
#include "config/verify.h"
#include "vtam/acb/screen_places.h"
#include "vtam/acb/screen_target.h"
#include "vtam/acb/screen_text.h"

namespace vtam {
namespace {

using tn3270::BufferAddress;

// Which cells of the screen have a field.
class Cells {
 public:
  explicit Cells(std::size_t count) : count_(count) {
    VERIFY(count <= taken_.size(), "a size of no screen");
    std::fill_n(taken_.begin(), count, std::uint8_t{0});
  }

  [[nodiscard]] std::size_t count() const { return count_; }
  [[nodiscard]] bool taken(std::size_t cell) const { return taken_[cell] != 0; }
  // The first of them that was taken before; nullopt: they are now.
  [[nodiscard]] std::optional<std::size_t> take(std::size_t first, std::size_t count) {
    const auto begin = taken_.begin() + static_cast<std::ptrdiff_t>(first);
    const auto end = begin + static_cast<std::ptrdiff_t>(count);
    const auto before = std::find(begin, end, std::uint8_t{1});
    if (before != end) {
      return static_cast<std::size_t>(before - taken_.begin());
    }
    std::fill(begin, end, std::uint8_t{1});
    return std::nullopt;
  }

 private:
  std::array<std::uint8_t, config::limits::kScreenCells> taken_;  // count_ of them are in use
  std::size_t count_;
};

bool covers(const PlacedField& field, std::size_t cell) {
  return cell == field.attribute ||
         (cell >= field.first && cell - field.first < std::size_t{field.length});
}

std::optional<FieldFault> take_cells(const std::vector<PlacedField>& fields, Cells& cells) {
  for (const PlacedField& field : fields) {
    auto twice = cells.take(field.attribute, 1);
    if (!twice) {
      twice = cells.take(field.first, field.length);
    }
    if (twice) {
      const auto other = std::find_if(fields.begin(), fields.end(),
                                      [&](const PlacedField& one) { return covers(one, *twice); });
      return FieldFault{
          "OVERLAP", called(field),
          "it overlaps " + called(*other) + "; the attribute before each field needs a cell too"};
    }
  }
  return std::nullopt;
}

std::optional<FieldFault> twice(const std::vector<PlacedField>& fields) {
  std::vector<std::string_view> names;
  for (const auto& field : fields) {
    if (!field.field->name.empty()) {
      names.emplace_back(field.field->name);
    }
  }
  std::sort(names.begin(), names.end());
  const auto same = std::adjacent_find(names.begin(), names.end());
  if (same == names.end()) {
    return std::nullopt;
  }
  return FieldFault{"TWICE", std::string(*same), "two fields have this name"};
}

// The user's typing ends with an input field, and so does what shows on blanks.
bool needs_end(const ScreenField& field) {
  return !is_protected(field) || field.background != tn3270::Color::Default ||
         field.highlight == tn3270::Highlight::Reverse ||
         field.highlight == tn3270::Highlight::Underscore;
}

void end_fields(ScreenLayout& layout, const Cells& cells, const ShownScreen& shown) {
  const bool over = layout.command == tn3270::Command::Write;
  for (auto& field : layout.fields) {
    const auto behind =
        static_cast<BufferAddress>((field.first + std::size_t{field.length}) % cells.count());
    const bool shown_there =
        over && std::binary_search(shown.attributes.begin(), shown.attributes.end(), behind);
    field.stopped = needs_end(*field.field) && !cells.taken(behind) && !shown_there;
  }
}

std::optional<BufferAddress> first_input(const std::vector<PlacedField>& fields) {
  std::optional<BufferAddress> first;
  for (const auto& field : fields) {
    if (!is_protected(*field.field) && field.first < first.value_or(UINT16_MAX)) {
      first = field.first;
    }
  }
  return first;
}

std::variant<BufferAddress, FieldFault> cursor_by_name(const std::string& name,
                                                       const ScreenLayout& layout,
                                                       const ShownScreen& shown) {
  const auto placed =
      std::find_if(layout.fields.begin(), layout.fields.end(),
                   [&](const PlacedField& field) { return field.field->name == name; });
  if (!name.empty() && placed != layout.fields.end()) {
    return placed->first;
  }
  const auto old = std::find_if(shown.fields.begin(), shown.fields.end(),
                                [&](const NamedField& field) { return field.name == name; });
  if (layout.command == tn3270::Command::Write && old != shown.fields.end()) {
    return old->address;
  }
  return FieldFault{"CURSOR", name, "the cursor's field is not on the screen"};
}

std::optional<FieldFault> set_cursor(const Screen& screen, const ShownScreen& shown,
                                     ScreenLayout& layout) {
  if (!screen.cursor) {
    // Written over a screen, the cursor stays where the user has it.
    layout.cursor =
        layout.command == tn3270::Command::Write ? std::nullopt : first_input(layout.fields);
    return std::nullopt;
  }
  const auto* name = std::get_if<std::string>(&*screen.cursor);
  auto at = name != nullptr
                ? cursor_by_name(*name, layout, shown)
                : address_of(std::get<ScreenPlace>(*screen.cursor), layout.size, "cursor");
  if (auto* fault = std::get_if<FieldFault>(&at)) {
    return std::move(*fault);
  }
  layout.cursor = std::get<BufferAddress>(at);
  return std::nullopt;
}

}  // namespace

bool is_protected(const ScreenField& field) {
  return field.is_protected.value_or(field.name.empty() || field.skip);
}

std::variant<ScreenLayout, FieldFault> lay_out(const SendScreen& send, const ScreenForm& form,
                                               const ShownScreen& shown) {
  auto target = choose_size(send, form, shown);
  if (auto* fault = std::get_if<FieldFault>(&target)) {
    return std::move(*fault);
  }
  ScreenLayout layout;
  layout.size = std::get<ScreenTarget>(target).size;
  layout.command = std::get<ScreenTarget>(target).command;
  auto placed = place_fields(send.screen, layout.size, *form.page);
  if (auto* fault = std::get_if<FieldFault>(&placed)) {
    return std::move(*fault);
  }
  static_cast<PlacedFields&>(layout) = std::get<PlacedFields>(std::move(placed));
  Cells cells(layout.size.cells());
  auto fault = twice(layout.fields);
  fault = fault ? fault : take_cells(layout.fields, cells);
  fault = fault ? fault : set_cursor(send.screen, shown, layout);
  if (fault) {
    return std::move(*fault);
  }
  end_fields(layout, cells, shown);
  std::sort(layout.fields.begin(), layout.fields.end(),
            [](const PlacedField& a, const PlacedField& b) { return a.attribute < b.attribute; });
  return layout;
}

}  // namespace vtam
