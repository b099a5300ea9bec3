#include "vtam/code_page_choice.h"

#include "config/code_pages.h"
#include "config/verify.h"

namespace vtam {
namespace {

std::string_view said(const PageQuestion& question) {
  if (!question.lu.code_page.empty()) {
    return question.lu.code_page;
  }
  return question.listener.empty() ? question.partition : question.listener;
}

const tn3270::CodePage* find(const tn3270::CodePages& pages, std::string_view name) {
  return pages.find(config::code_page_number(name)).get();
}

}  // namespace

bool client_decides(const PageQuestion& question) {
  return said(question) == config::kClientCodePage;
}

ChosenPage choose_code_page(const tn3270::CodePages& pages, const PageQuestion& question) {
  const tn3270::CodePage* usual = find(pages, config::kUsualCodePage);
  VERIFY(usual != nullptr, "iconv has code page 037");
  std::string_view name = said(question);
  if (name == config::kClientCodePage) {
    const tn3270::CodePage* own = question.replied ? find(pages, *question.replied) : nullptr;
    if (own != nullptr) {
      return {own, {}};
    }
    name = question.partition == config::kClientCodePage ? "" : question.partition;
  }
  if (name.empty()) {
    return {usual, {}};
  }
  const tn3270::CodePage* named = find(pages, name);
  return named != nullptr ? ChosenPage{named, {}} : ChosenPage{usual, std::string(name)};
}

}  // namespace vtam
