#include "vtam/acb/screen_target.h"

#include <string>

namespace vtam {
namespace {

using tn3270::Command;

bool holds(tn3270::ScreenSize size, const ScreenNeeds& needs) {
  return size.rows >= needs.rows && size.columns >= needs.columns;
}

FieldFault too_small(const ScreenNeeds& needs, const std::string& largest) {
  return {"SIZE", "",
          "the screen needs " + std::to_string(needs.rows) + "x" + std::to_string(needs.columns) +
              ", and the terminal has " + largest};
}

std::variant<ScreenTarget, FieldFault> anew(const Screen& screen, const ScreenForm& form) {
  const ScreenTarget primary{form.sizes.primary, Command::EraseWrite};
  const ScreenTarget alternate =
      form.alternate ? ScreenTarget{form.sizes.alternate, Command::EraseWriteAlternate} : primary;
  const bool alternate_larger = alternate.size.cells() > primary.size.cells();
  const auto& larger = alternate_larger ? alternate : primary;
  const auto& smaller = alternate_larger ? primary : alternate;
  if (const auto* needs = std::get_if<ScreenNeeds>(&screen.size)) {
    if (!holds(smaller.size, *needs) && !holds(larger.size, *needs)) {
      return too_small(*needs, size_words(larger.size));
    }
    return holds(smaller.size, *needs) ? smaller : larger;
  }
  switch (std::get<ScreenChoice>(screen.size)) {
    case ScreenChoice::Primary:
      return primary;
    case ScreenChoice::Alternate:
      return alternate;
    case ScreenChoice::Largest:
      break;
  }
  return larger;
}

}  // namespace

std::string size_words(tn3270::ScreenSize size) {
  return std::to_string(size.rows) + "x" + std::to_string(size.columns);
}

std::variant<ScreenTarget, FieldFault> choose_size(const SendScreen& send, const ScreenForm& form,
                                                   const ShownScreen& shown) {
  const auto wanted = anew(send.screen, form);
  if (send.erase || !shown.written) {
    return wanted;
  }
  const ScreenTarget over{shown.size, Command::Write};
  if (const auto* needs = std::get_if<ScreenNeeds>(&send.screen.size)) {
    if (!holds(shown.size, *needs)) {
      return too_small(*needs, size_words(shown.size) + " in use");
    }
    return over;
  }
  const auto choice = std::get<ScreenChoice>(send.screen.size);
  if (choice != ScreenChoice::Largest && std::get<ScreenTarget>(wanted).size != shown.size) {
    return FieldFault{
        "SIZE", "",
        "only a screen with \"erase\" changes the size, which is " + size_words(shown.size)};
  }
  return over;
}

}  // namespace vtam
