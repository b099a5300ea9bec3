#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "config/deck/card.h"

namespace config::deck {

// What a step, or a file of bare cards, is about.
enum class Content : std::uint8_t {
  Vnet,       // BSTTVNET: a TN3270E server
  Stack,      // BSTTINET, BSTT6NET: a TCP/IP stack
  Tls,        // BSTTATLS, BSTTPRXY
  Book,       // a major node
  ModeTable,  // MODETAB, MODEENT
  StartList,  // ATCCON
  Librarian,  // LIBR: books, start lists and logmode tables to catalogue
  Assembler,  // ASMA90: what it assembles decides
  FtpServer,  // BSTTFTPS
  FtpAccess,  // BSTTSCTY.T
  FtpClient,  // BSTTFTPC, or a script for another FTP client
  Licence,    // BSTTPARM.A
  Silent,     // programs that leave nothing to say: BSTTWAIT, LISTLOG, LNKEDT
  Foreign,    // any other program
  Unreadable  // bare cards that are none of these
};

// Whether anything is taken from it, if only a remark; the others are passed over or refused.
[[nodiscard]] bool is_read(Content content);

// By the program's name, upper case.
[[nodiscard]] Content content_of_program(std::string_view program);

// By the words of bare cards.
[[nodiscard]] Content content_of_cards(const std::vector<Card>& cards);

// The deck where a statement belongs that the one at hand does not have; empty if none is known.
[[nodiscard]] std::string_view home_of_statement(std::string_view word);

// What the content is, in words: "a TCP/IP stack" …
[[nodiscard]] std::string_view text(Content content);

}  // namespace config::deck
