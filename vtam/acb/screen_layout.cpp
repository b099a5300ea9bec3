#include "vtam/acb/screen_layout.h"

#include <algorithm>
#include <utility>

#include "vtam/acb/screen_places.h"
#include "vtam/acb/screen_target.h"
#include "vtam/acb/screen_text.h"

namespace vtam {
namespace {

using tn3270::BufferAddress;

constexpr std::uint16_t kNobody = 0;

// Whose every cell is: the place of its field in the screen's list + 1.
using Owners = std::vector<std::uint16_t>;

// The field that has one of the cells already; nullptr: they were free.
const PlacedField* take(std::size_t first, std::size_t cells, std::size_t field, Owners& owners,
                        const std::vector<PlacedField>& fields) {
  const auto begin = owners.begin() + static_cast<std::ptrdiff_t>(first);
  const auto end = begin + static_cast<std::ptrdiff_t>(cells);
  const auto owned = std::find_if(begin, end, [](std::uint16_t owner) { return owner != kNobody; });
  if (owned != end) {
    return &fields[*owned - std::size_t{1}];
  }
  std::fill(begin, end, static_cast<std::uint16_t>(field + 1));
  return nullptr;
}

std::optional<FieldFault> take_cells(const std::vector<PlacedField>& fields, Owners& owners) {
  for (std::size_t i = 0; i < fields.size(); ++i) {
    const PlacedField& field = fields[i];
    const PlacedField* other = take(field.attribute, 1, i, owners, fields);
    if (other == nullptr) {
      other = take(field.first, field.length, i, owners, fields);
    }
    if (other != nullptr) {
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

void end_fields(ScreenLayout& layout, const Owners& owners, const ShownScreen& shown) {
  const bool over = layout.command == tn3270::Command::Write;
  for (auto& field : layout.fields) {
    const auto behind =
        static_cast<BufferAddress>((field.first + std::size_t{field.length}) % owners.size());
    const bool shown_there =
        over && std::binary_search(shown.attributes.begin(), shown.attributes.end(), behind);
    field.stopped = needs_end(*field.field) && owners[behind] == kNobody && !shown_there;
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
  Owners owners(layout.size.cells(), kNobody);
  auto fault = twice(layout.fields);
  fault = fault ? fault : take_cells(layout.fields, owners);
  fault = fault ? fault : set_cursor(send.screen, shown, layout);
  if (fault) {
    return std::move(*fault);
  }
  end_fields(layout, owners, shown);
  std::sort(layout.fields.begin(), layout.fields.end(),
            [](const PlacedField& a, const PlacedField& b) { return a.attribute < b.attribute; });
  return layout;
}

}  // namespace vtam
