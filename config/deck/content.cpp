#include "config/deck/content.h"

#include <algorithm>
#include <array>
#include <optional>
#include <span>
#include <utility>

#include "config/names.h"

namespace config::deck {
namespace {

using Words = std::span<const std::string_view>;

bool contains(Words words, std::string_view word) {
  return std::find(words.begin(), words.end(), word) != words.end();
}

constexpr auto kVnetWords =
    std::to_array<std::string_view>({"ID", "OPEN", "APPLID", "TITLE", "TERMINAL", "PRINTER",
                                     "DIRECT", "LPR", "FTP", "FTPP", "SBCS", "ATTACH"});
constexpr auto kStackWords = std::to_array<std::string_view>(
    {"ID", "DEVICE", "LINK", "ROUTE", "HOST", "DNS", "COUPLE", "INTERVAL", "ATTACH", "IN"});
constexpr auto kTlsWords = std::to_array<std::string_view>(
    {"ID", "KEYRING", "KEYFILE", "SECTYPE", "OPTION", "PROXY", "ATTLS", "CA_AUTH", "CA_AUTH_TYPE",
     "HANDSHAKE_SERVER", "HANDSHAKE_CLIENT"});
constexpr auto kFtpServerWords = std::to_array<std::string_view>(
    {"ID", "OPEN", "ATTACH", "SMNT", "BSSTISX", "FTP-IP", "FTP-IP6"});
constexpr auto kFtpAccessWords = std::to_array<std::string_view>({"FTP-IP", "FTP-IP6"});
constexpr auto kFtpClientWords = std::to_array<std::string_view>(
    {"ID", "OPEN", "USER", "PASS", "PBSZ", "PROT", "INPUT", "TYPE", "STOR", "RETR", "QUIT", "ASCII",
     "CD", "GET", "PUT", "BINARY"});
constexpr auto kLicenceWords =
    std::to_array<std::string_view>({"COMPANY", "CPUID", "LICENSE", "IPV6/VSE"});
constexpr auto kBookOperations =
    std::to_array<std::string_view>({"VBUILD", "APPL", "GROUP", "USSTAB"});
constexpr auto kModeTableOperations =
    std::to_array<std::string_view>({"MODETAB", "MODEENT", "MODEEND"});

// Whether the card's operation is one of `operations`: behind the label, if there is one.
bool has_operation(Words operations, const std::vector<Word>& words, std::string_view card) {
  const std::size_t operation = card.starts_with(' ') ? 0 : 1;
  return words.size() > operation && contains(operations, upper(words[operation].text));
}

bool is_start_list_card(const std::vector<Word>& words) {
  if (words.size() != 1) {
    return false;
  }
  const std::vector<Word> names = split_operands(words[0].text, 0);
  return std::all_of(names.begin(), names.end(), [](const Word& name) {
    return name.text.empty() || name_fault(name.text) == NameFault::None;
  });
}

}  // namespace

bool is_read(Content content) {
  switch (content) {
    case Content::Vnet:
    case Content::Stack:
    case Content::Tls:
    case Content::Book:
    case Content::ModeTable:
    case Content::StartList:
    case Content::Librarian:
    case Content::FtpAccess:
      return true;
    case Content::FtpServer:
    case Content::FtpClient:
    case Content::Licence:
    case Content::Assembler:
    case Content::Silent:
    case Content::Foreign:
    case Content::Unreadable:
      return false;
  }
  return false;
}

Content content_of_program(std::string_view program) {
  constexpr std::array<std::pair<std::string_view, Content>, 13> kPrograms = {{
      {"BSTTVNET", Content::Vnet},
      {"BSTTINET", Content::Stack},
      {"BSTT6NET", Content::Stack},
      {"BSTTATLS", Content::Tls},
      {"BSTTPRXY", Content::Tls},
      {"BSTTFTPS", Content::FtpServer},
      {"BSTTFTPC", Content::FtpClient},
      {"LIBR", Content::Librarian},
      {"ASMA90", Content::Assembler},
      {"ASSEMBLY", Content::Assembler},
      {"BSTTWAIT", Content::Silent},
      {"LISTLOG", Content::Silent},
      {"LNKEDT", Content::Silent},
  }};
  for (const auto& [name, content] : kPrograms) {
    if (name == program) {
      return content;
    }
  }
  return Content::Foreign;
}

Content content_of_cards(const std::vector<Card>& cards) {
  // Ties go to the kind that comes first.
  constexpr std::array<std::pair<Content, Words>, 7> kStatements = {{
      {Content::Vnet, kVnetWords},
      {Content::Stack, kStackWords},
      {Content::Tls, kTlsWords},
      {Content::FtpAccess, kFtpAccessWords},
      {Content::FtpServer, kFtpServerWords},
      {Content::FtpClient, kFtpClientWords},
      {Content::Licence, kLicenceWords},
  }};
  std::array<std::size_t, kStatements.size()> known{};
  std::size_t statements = 0;
  std::optional<Content> definitions;  // what the first statement of VTAM's says
  bool start_list = true;
  for (const Card& card : cards) {
    const std::vector<Word> words = words_of(card.text, 3);
    if (words.empty() || is_comment(card) || card.text.starts_with('/')) {
      continue;
    }
    ++statements;
    if (!definitions && has_operation(kBookOperations, words, card.text)) {
      definitions = Content::Book;
    } else if (!definitions && has_operation(kModeTableOperations, words, card.text)) {
      definitions = Content::ModeTable;
    }
    start_list = start_list && is_start_list_card(words);
    for (std::size_t i = 0; i < known.size(); ++i) {
      known[i] += contains(kStatements[i].second, upper(words[0].text)) ? 1U : 0U;
    }
  }
  const auto* const best = std::max_element(known.begin(), known.end());
  const bool statement_deck = *best > 0 && *best * 3 >= statements;
  if (definitions) {
    return *definitions;
  }
  if (statement_deck) {
    return kStatements[static_cast<std::size_t>(best - known.begin())].first;
  }
  return start_list && statements > 0 ? Content::StartList : Content::Unreadable;
}

std::string_view home_of_statement(std::string_view word) {
  if (contains(kVnetWords, word)) {
    return "BSTTVNET";
  }
  if (contains(kStackWords, word)) {
    return "BSTTINET";
  }
  if (contains(kTlsWords, word)) {
    return "BSTTATLS or BSTTPRXY";
  }
  return contains(kFtpServerWords, word) ? "BSTTFTPS" : std::string_view();
}

std::string_view text(Content content) {
  switch (content) {
    case Content::Vnet:
      return "a TN3270E server";
    case Content::Stack:
      return "a TCP/IP stack";
    case Content::Tls:
      return "a TLS proxy";
    case Content::Book:
      return "a VTAM book";
    case Content::ModeTable:
      return "a logmode table";
    case Content::StartList:
      return "a VTAM start list";
    case Content::Librarian:
      return "a librarian job";
    case Content::FtpAccess:
      return "the security of an FTP server";
    case Content::FtpServer:
      return "an FTP server";
    case Content::FtpClient:
      return "an FTP client";
    case Content::Licence:
      return "a licence key";
    case Content::Assembler:
    case Content::Silent:
    case Content::Foreign:
      return "another program";
    case Content::Unreadable:
      return "unknown text";
  }
  return {};
}

}  // namespace config::deck
