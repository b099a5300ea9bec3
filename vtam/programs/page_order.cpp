#include "vtam/programs/page_order.h"

namespace vtam {
namespace {

constexpr std::string_view kForms = "-13";  // in the order of PageForm

}  // namespace

std::optional<PageForm> page_form(std::string_view typed) {
  if (typed.empty()) {
    return PageForm::AsBound;
  }
  if (typed == "1") {
    return PageForm::Scs;
  }
  return typed == "3" ? std::optional(PageForm::Data3270) : std::nullopt;
}

std::string PageOrder::text() const {
  return std::string(1, kForms.at(static_cast<std::size_t>(form))) + " " + terminal.text();
}

std::optional<PageOrder> PageOrder::read(std::string_view text) {
  if (text.size() < 2 || text[1] != ' ') {
    return std::nullopt;
  }
  const std::size_t form = kForms.find(text[0]);
  const auto terminal = config::LuName::parse(text.substr(2));
  if (form == std::string_view::npos || !terminal) {
    return std::nullopt;
  }
  return PageOrder{static_cast<PageForm>(form), *terminal};
}

}  // namespace vtam
