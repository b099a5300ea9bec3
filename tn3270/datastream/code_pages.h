#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "tn3270/datastream/code_page.h"

namespace tn3270 {

// Every single-byte EBCDIC page of this system's iconv, opened once: 10 ms and 90 KB. It is only
// read afterwards, from any thread; the pages may outlive it.
class CodePages {
 public:
  CodePages();

  // By any name that code_page_number() takes. nullptr: why_no_code_page() says why.
  [[nodiscard]] std::shared_ptr<const CodePage> find(std::string_view name) const;

  // As IBM writes them, in the order of their numbers: "037", "038" … "1140".
  [[nodiscard]] std::vector<std::string> names() const;

 private:
  std::vector<std::pair<std::uint32_t, std::shared_ptr<const CodePage>>> pages_;  // ordered
};

// CodePages().names(), for whoever needs no page.
[[nodiscard]] std::vector<std::string> code_pages();

}  // namespace tn3270
