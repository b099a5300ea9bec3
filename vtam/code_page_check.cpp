#include "vtam/code_page_check.h"

#include <map>
#include <string>
#include <string_view>

#include "config/code_pages.h"
#include "tn3270/datastream/code_page.h"
#include "tn3270/datastream/code_page_names.h"

namespace vtam {
namespace {

// What a setting says of a page; each page is tried once.
class Pages {
 public:
  // Empty: it can be had. "client" is judged when the client has said which.
  [[nodiscard]] std::string fault(const std::string& said) {
    if (said.empty() || said == config::kClientCodePage) {
      return {};
    }
    const auto [tried, is_new] = faults_.try_emplace(said);
    const std::string_view page = config::code_page_number(said);
    if (is_new && tn3270::CodePage::open(page) == nullptr) {
      tried->second =
          ": " + tn3270::why_no_code_page(page) + "; write one like 037, 273, 500, 1047 or 1140";
    }
    return tried->second;
  }

 private:
  std::map<std::string, std::string> faults_;
};

}  // namespace

void check_code_pages(const config::Config& config, config::Problems& problems) {
  Pages pages;
  config::Position last;  // a range of LUs has one position and one page
  const auto judge = [&](const std::string& said, config::Position at, const std::string& who) {
    if (const std::string fault = pages.fault(said); !fault.empty()) {
      problems.error(at, who + fault);
    }
  };
  for (const config::ServerSettings& server : config.servers) {
    judge(server.code_page, server.code_page_at, "partition '" + server.name + "'");
    for (const config::ListenerSettings& listener : server.listeners) {
      judge(listener.code_page, listener.at, "listener '" + listener.name + "'");
    }
    for (const config::LuSettings& lu : server.lus) {
      if (!lu.code_page.empty() && lu.at != last) {
        judge(lu.code_page, lu.at, "LU " + lu.name.text());
        last = lu.at;
      }
    }
  }
}

}  // namespace vtam
