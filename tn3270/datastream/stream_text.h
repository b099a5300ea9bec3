#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "tn3270/datastream/bytes.h"
#include "tn3270/datastream/code_page.h"
#include "tn3270/datastream/hex_lines.h"
#include "tn3270/datastream/hidden_cells.h"
#include "tn3270/datastream/inbound.h"
#include "tn3270/datastream/screen_model.h"
#include "tn3270/datastream/screen_size.h"

namespace tn3270 {

// A record for people.
struct RecordText {
  std::vector<std::string> words;  // each unbroken; a line takes as many as fit
  ByteMask hidden;                 // by byte of the record: not to be shown in any form
};

// Tells what the records of one terminal say, without what the user cannot see: the contents of
// non-display fields, which are passwords, are "<hidden n>" in the words and masked in the bytes.
// Which those are it knows from a screen of its own that the outbound records build. While that
// screen is not known (a trace that begins in mid-session, a record that could not be followed)
// everything that a client sends is hidden, and of what is sent to it all but the text behind a
// displayed field attribute of the same record. The next erase makes it known.
class StreamText {
 public:
  enum class Begin : std::uint8_t { Blank, Unknown };
  StreamText(ScreenSizes sizes, std::shared_ptr<const CodePage> page, Begin begin);

  // 3270 records of either direction.
  [[nodiscard]] RecordText outbound(Bytes record);
  [[nodiscard]] RecordText inbound(Bytes record);
  // EBCDIC without orders: SSCP-LU-DATA and SCS. What the user types there lies in no field; it is
  // hidden if the cursor is in a hidden one.
  [[nodiscard]] RecordText outbound_text(Bytes ebcdic) const;
  [[nodiscard]] RecordText inbound_text(Bytes ebcdic) const;
  // Bytes of a client that cannot be read: hidden if the screen has a hidden field.
  [[nodiscard]] RecordText inbound_unreadable(Bytes bytes) const;

  // From a BIND or a query reply. Other sizes are another screen, which is not known
  // unless nothing was on it yet.
  void set_sizes(ScreenSizes sizes);
  // Something for the screen was not seen whole.
  void lose_track() { known_ = false; }
  [[nodiscard]] bool known() const { return known_; }
  [[nodiscard]] const CodePage& page() const { return *page_; }

 private:
  // True also if the screen is not known.
  [[nodiscard]] bool any_hidden() const;

  void tell_outbound(Bytes write, Bytes record, RecordText& told);
  void tell_inner(Bytes write, Bytes record, RecordText& told);  // within a structured field
  void remember_crossing();
  void tell_fields(Bytes fields, Bytes record, RecordText& told);
  void field_words(const Inbound& input, Bytes record, RecordText& told) const;
  void structured_words(Bytes structured, Bytes record, RecordText& told) const;
  void fault_words(const Fault& fault, Bytes record, RecordText& told) const;
  void buffer_words(Bytes record, RecordText& told) const;  // a Read Buffer reply
  [[nodiscard]] std::string quoted(Bytes codes) const;

  ScreenSizes sizes_;
  std::shared_ptr<const CodePage> page_;
  ScreenModel screen_;
  bool known_;
  // Until the next input: what was hidden on the screen that was erased before it.
  std::optional<HiddenCells> crossing_;
};

// "<hidden 8>"
[[nodiscard]] std::string hidden_words(std::size_t characters);
// Marks the bytes of `part`, which lies in `record`.
void hide(Bytes part, Bytes record, ByteMask& mask);

}  // namespace tn3270
