#pragma once

#include <cstddef>
#include <optional>

#include "tn3270/datastream/code_page.h"
#include "tn3270/datastream/hidden_cells.h"
#include "tn3270/datastream/outbound.h"
#include "tn3270/datastream/screen_model.h"
#include "tn3270/datastream/stream_text.h"

namespace tn3270 {

// Walks over the orders of one write that the screen has taken already, and tells them. A part of
// StreamText.
class OutboundText {
 public:
  enum class Screen : std::uint8_t { Known, Unknown };
  // `screen` is as the write left it. `record` is what the orders lie in. `page`, `record` and
  // `told` outlive the object.
  OutboundText(const ScreenModel& screen, Screen how, const CodePage& page, Bytes record,
               RecordText& told)
      : hidden_(screen),
        size_(screen.size()),
        known_(how == Screen::Known),
        page_(page),
        record_(record),
        told_(told) {}

  // False: a fault, which was told; what lies behind it is masked if anything may be hidden.
  [[nodiscard]] bool tell(Bytes orders, BufferAddress begin);

 private:
  void tell(const outbound::StartField& order);
  void tell(const outbound::StartFieldExtended& order);
  void tell(const outbound::ModifyField& order);
  void tell(const outbound::SetAttribute& order);
  void tell(const outbound::SetAddress& order);
  void tell(const outbound::InsertCursor& order);
  void tell(const outbound::ProgramTab& order);
  void tell(const outbound::RepeatTo& order);
  void tell(const outbound::EraseTo& order);
  void tell(const outbound::GraphicCharacter& order);
  void tell(const outbound::Text& order);

  void say(std::string word) { told_.words.push_back(std::move(word)); }
  void begin_field(std::optional<std::uint8_t> attribute);
  void advance(std::size_t cells);
  void go(BufferAddress address);
  // What is written in the cell `ahead` of here is not displayed, or may not be.
  [[nodiscard]] bool hidden(std::size_t ahead) const;
  [[nodiscard]] std::string place(BufferAddress address) const;

  HiddenCells hidden_;
  ScreenSize size_;
  bool known_;
  const CodePage& page_;
  Bytes record_;
  RecordText& told_;
  Bytes order_;                      // the one that is being told
  std::optional<BufferAddress> at_;  // not known behind PT
  std::optional<bool> run_hidden_;   // said by the attribute before, in this record
};

}  // namespace tn3270
