#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "config/settings.h"
#include "tn3270/datastream/code_pages.h"

namespace vtam {

// What decides on a session's code page. "client" stands for the page of the terminal's own query
// reply.
struct PageQuestion {
  const config::LuSettings& lu;
  std::string_view listener;           // empty: it says none
  std::string_view partition;          // SBCS: "DN_03", or a number
  std::optional<std::string> replied;  // by the terminal
};

struct ChosenPage {
  const tn3270::CodePage* page = nullptr;  // never; lives as long as the pages
  std::string unknown;  // a name that no page has, so that 037 was taken; usually empty
};

// Whether the terminal is to be asked: LU or listener say "client", or, where both say nothing, the
// partition does.
[[nodiscard]] bool client_decides(const PageQuestion& question);

// LU > listener > partition > 037. A terminal that was to decide and has named no page that there
// is has its partition's.
[[nodiscard]] ChosenPage choose_code_page(const tn3270::CodePages& pages,
                                          const PageQuestion& question);

}  // namespace vtam
