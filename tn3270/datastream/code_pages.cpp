#include "tn3270/datastream/code_pages.h"

#include <algorithm>

#include "tn3270/datastream/code_page_names.h"

namespace tn3270 {

CodePages::CodePages() {
  for (const std::uint16_t number : single_byte_pages()) {
    if (auto page = CodePage::open(code_page_name(number))) {
      pages_.emplace_back(number, std::move(page));
    }
  }
}

std::shared_ptr<const CodePage> CodePages::find(std::string_view name) const {
  const auto number = code_page_number(name);
  const auto found =
      std::lower_bound(pages_.begin(), pages_.end(), number.value_or(0),
                       [](const auto& page, std::uint32_t wanted) { return page.first < wanted; });
  return found == pages_.end() || found->first != number ? nullptr : found->second;
}

std::vector<std::string> CodePages::names() const {
  std::vector<std::string> names;
  names.reserve(pages_.size());
  for (const auto& page : pages_) {
    names.push_back(page.second->number());
  }
  return names;
}

std::vector<std::string> code_pages() {
  return CodePages().names();
}

}  // namespace tn3270
