#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "tn3270/datastream/bytes.h"
#include "tn3270/datastream/screen_size.h"

namespace tn3270 {

// What a terminal says about itself in answer to a Query (GA23-0059 6, PROTOCOL 4.7). Only what it
// has said is set; unknown QCODEs are listed and passed over. Of a code said twice the last counts.
struct QueryReplies {
  struct UsableArea {
    std::uint16_t columns = 0;
    std::uint16_t rows = 0;
    bool addresses_16_bit = false;  // 12- and 14-bit always
    std::uint16_t buffer_size = 0;  // 0: not said
  };
  struct ImplicitPartition {
    std::uint16_t columns = 0;  // default
    std::uint16_t rows = 0;
    std::uint16_t alternate_columns = 0;
    std::uint16_t alternate_rows = 0;
  };
  // A CGCSGID is a character set's number and, in its lower half, a code page's.
  struct CharacterSets {
    std::uint32_t cgcsgid = 0;              // of the base set, LCID 00; 0: not said
    std::uint32_t double_byte_cgcsgid = 0;  // of the two-byte set, LCID F8; 0: none
    bool graphic_escape = false;
    bool double_byte = false;  // it may hold two-byte sets; pr3287 says so whatever its page
  };

  std::vector<std::uint8_t> codes;  // QCODEs in the order they came, Summary's contents excluded
  std::vector<std::uint8_t> cut;    // those of them that are shorter than their layout: not used
  std::vector<std::uint8_t> summary;
  std::optional<UsableArea> usable_area;  // in cells; an area in pels is not used
  std::optional<ImplicitPartition> implicit_partition;
  std::optional<CharacterSets> character_sets;
  std::uint8_t colors = 0;      // it shows, the default aside; 0: a monochrome display
  bool highlighting = false;    // blink, reverse or underscore
  bool extended_reply = false;  // reply modes
  bool character_reply = false;
  bool double_byte_asia = false;  // QCODE 91
  bool nothing = false;           // QCODE FF: none of what was asked for

  // What Erase/Write and Erase/Write Alternate select. The implicit partition says both; without
  // it the primary is 24x80, as of every display (PROTOCOL 1.7), and the alternate is the usable
  // area. Only sizes count that hold a screen of 24x80 (no program of ours fits less), that a
  // BIND can carry (255) and that 14-bit addresses reach. An alternate that is none is the primary;
  // a primary that is none, as of a printer's buffer, makes the next source count. nullopt: none
  // is left.
  [[nodiscard]] std::optional<ScreenSizes> screen_sizes() const;

  // "037", "1140": the base set's code page, if it is one of single_byte_pages().
  [[nodiscard]] std::optional<std::string> code_page() const;
};

enum class QueryFault : std::uint8_t {
  Cut,             // a reply is longer than the record, or the record is empty
  LengthTooShort,  // for length, id and QCODE
  NotAReply,       // another structured field
  TooMany
};
[[nodiscard]] const char* text(QueryFault fault);

// `structured` is Inbound::structured: what follows AID 88. A length of 0 means: to the end.
[[nodiscard]] std::variant<QueryReplies, QueryFault> parse_query_replies(Bytes structured);

}  // namespace tn3270
