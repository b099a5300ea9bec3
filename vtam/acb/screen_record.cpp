#include "vtam/acb/screen_record.h"

#include <algorithm>
#include <iterator>
#include <utility>

#include "vtam/acb/screen_layout.h"
#include "vtam/acb/screen_text.h"

namespace vtam {
namespace {

using tn3270::BufferAddress;
using tn3270::Command;
using tn3270::Entry;
using tn3270::Intensity;
using tn3270::Mdt;
using tn3270::ScreenWriter;
using tn3270::Wcc;

tn3270::FieldLook look_of(const ScreenField& field) {
  tn3270::FieldLook look;
  if (is_protected(field)) {
    look.entry = field.skip ? Entry::Autoskip : Entry::Protected;
  } else {
    look.entry = field.numeric ? Entry::Numeric : Entry::Any;
  }
  if (field.hidden) {
    look.intensity = Intensity::Hidden;
  } else if (field.intense) {
    look.intensity = Intensity::Bright;
  }
  look.color = field.color;
  look.background = field.background;
  look.highlight = field.highlight;
  look.mdt = field.modified ? Mdt::On : Mdt::Off;
  return look;
}

// Only an erased screen forgets what was modified: what the user has typed elsewhere comes with the
// next key.
Wcc wcc_of(const SendScreen& send, Command command) {
  Wcc wcc = command == Command::Write ? Wcc::None : Wcc::ResetMdt;
  wcc = send.unlock ? wcc | Wcc::Restore : wcc;
  return send.alarm ? wcc | Wcc::Alarm : wcc;
}

// Where the next order would be written; nullopt: nobody knows, as after the WCC of a Write.
using Here = std::optional<BufferAddress>;

void go_to(ScreenWriter& writer, Here& here, BufferAddress address, tn3270::ScreenSize size) {
  if (here != address) {
    writer.move_to(tn3270::place_of(address, size));
  }
  here = address;
}

void write_field(ScreenWriter& writer, Here& here, const PlacedField& placed,
                 const ScreenLayout& layout, const tn3270::CodePage& page) {
  go_to(writer, here, placed.attribute, layout.size);
  writer.field(look_of(*placed.field));
  write_text(writer, placed.field->text, page);
  const std::size_t end = placed.first + std::size_t{placed.length};
  const bool all = writer.address() == end % layout.size.cells();
  // A field without cells ends where it begins, a whole screen too.
  if (layout.command == Command::Write && placed.length > 0 && !all) {
    writer.clear_to(static_cast<BufferAddress>(end));
  }
  here = writer.address();
  if (placed.stopped) {
    go_to(writer, here, static_cast<BufferAddress>(end % layout.size.cells()), layout.size);
    writer.field({.entry = Entry::Autoskip});
    here = writer.address();
  }
}

std::vector<std::uint16_t> attributes_of(const ScreenLayout& layout) {
  const auto stopped = std::count_if(layout.fields.begin(), layout.fields.end(),
                                     [](const PlacedField& placed) { return placed.stopped; });
  std::vector<std::uint16_t> addresses;
  addresses.reserve(layout.fields.size() + static_cast<std::size_t>(stopped));
  for (const auto& placed : layout.fields) {
    addresses.push_back(placed.attribute);
    if (placed.stopped) {
      addresses.push_back(
          static_cast<std::uint16_t>((placed.first + placed.length) % layout.size.cells()));
    }
  }
  std::sort(addresses.begin(), addresses.end());
  return addresses;
}

std::vector<NamedField> names_of(const ScreenLayout& layout) {
  std::vector<NamedField> fields;
  for (const auto& placed : layout.fields) {
    if (!placed.field->name.empty()) {
      fields.push_back({placed.first, placed.length, placed.field->name});
    }
  }
  return fields;
}

bool covered(std::uint16_t attribute, const ScreenLayout& layout) {
  return std::any_of(layout.fields.begin(), layout.fields.end(), [&](const PlacedField& placed) {
    return attribute == placed.attribute ||
           (attribute >= placed.first && attribute - placed.first < placed.length);
  });
}

// What is left of the old fields under the new ones, and `now` in it.
void keep_old(const ShownScreen& old, const ScreenLayout& layout, ShownScreen& now) {
  const auto fresh = now.attributes;
  std::copy_if(old.attributes.begin(), old.attributes.end(), std::back_inserter(now.attributes),
               [&](std::uint16_t attribute) { return !covered(attribute, layout); });
  std::sort(now.attributes.begin(), now.attributes.end());
  for (NamedField field : old.fields) {
    const auto cells = layout.size.cells();
    const auto attribute = static_cast<std::uint16_t>((field.address + cells - 1) % cells);
    const bool renamed = std::any_of(now.fields.begin(), now.fields.end(),
                                     [&](const NamedField& it) { return it.name == field.name; });
    if (covered(attribute, layout) || renamed) {
      continue;
    }
    const auto inside = std::lower_bound(fresh.begin(), fresh.end(), field.address);
    if (inside != fresh.end() && *inside < field.address + field.length) {
      field.length = static_cast<std::uint16_t>(*inside - field.address);
    }
    now.fields.push_back(std::move(field));
  }
}

void remember(const ScreenLayout& layout, ShownScreen& shown) {
  ShownScreen now{layout.size, names_of(layout), attributes_of(layout), true};
  if (layout.command == Command::Write) {
    keep_old(shown, layout, now);
  }
  std::sort(now.fields.begin(), now.fields.end(),
            [](const NamedField& a, const NamedField& b) { return a.address < b.address; });
  shown = std::move(now);
}

}  // namespace

std::variant<tn3270::ByteBuffer, FieldFault> write_screen(const SendScreen& send,
                                                          const ScreenForm& form,
                                                          ShownScreen& shown) {
  auto laid_out = lay_out(send, form, shown);
  if (auto* fault = std::get_if<FieldFault>(&laid_out)) {
    return std::move(*fault);
  }
  const auto& layout = std::get<ScreenLayout>(laid_out);
  ScreenWriter writer({layout.command, wcc_of(send, layout.command)}, layout.size, form.attributes,
                      *form.page);
  Here here;
  for (const auto& placed : layout.fields) {
    write_field(writer, here, placed, layout, *form.page);
  }
  if (layout.cursor) {
    writer.move_to(tn3270::place_of(*layout.cursor, layout.size));
    writer.cursor();
  }
  remember(layout, shown);
  return writer.take();
}

}  // namespace vtam
