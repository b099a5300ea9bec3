#include "tests/e2e/guest/echo_screen.h"

#include "tests/e2e/guest/s370_code.h"

namespace e2e {
namespace {

// Of the 3270 data stream (GA23-0059).
constexpr char kStartField = 0x1D;
constexpr char kSetBufferAddress = 0x11;
constexpr char kInsertCursor = 0x13;
constexpr char kRepeatToAddress = 0x3C;
constexpr char kResetAndRestoreKeyboard = '\xC3';
enum class Field : unsigned char {
  Input = 0x40,
  Protected = 0x60,
  Intense = 0xE8,
  Hidden = 0x6C,
  Skipped = 0xF0,
};

// Six bits as a byte that is a graphic character.
char graphic(unsigned six) {
  constexpr unsigned char kCodes[] = {
      0x40, 0xC1, 0xC2, 0xC3, 0xC4, 0xC5, 0xC6, 0xC7, 0xC8, 0xC9, 0x4A, 0x4B, 0x4C,
      0x4D, 0x4E, 0x4F, 0x50, 0xD1, 0xD2, 0xD3, 0xD4, 0xD5, 0xD6, 0xD7, 0xD8, 0xD9,
      0x5A, 0x5B, 0x5C, 0x5D, 0x5E, 0x5F, 0x60, 0x61, 0xE2, 0xE3, 0xE4, 0xE5, 0xE6,
      0xE7, 0xE8, 0xE9, 0x6A, 0x6B, 0x6C, 0x6D, 0x6E, 0x6F, 0xF0, 0xF1, 0xF2, 0xF3,
      0xF4, 0xF5, 0xF6, 0xF7, 0xF8, 0xF9, 0x7A, 0x7B, 0x7C, 0x7D, 0x7E, 0x7F};
  return static_cast<char>(kCodes[six]);
}

class Stream {
 public:
  void order(char code) { bytes_.push_back(code); }
  void at(unsigned row, unsigned column) {
    order(kSetBufferAddress);
    address(row, column);
  }
  std::size_t repeat_to(unsigned row, unsigned column) {
    order(kRepeatToAddress);
    address(row, column);
    bytes_.push_back('\0');
    return bytes_.size() - 1;
  }
  void field(Field attribute, const std::string& text = {}) {
    order(kStartField);
    bytes_.push_back(static_cast<char>(attribute));
    bytes_ += s370::ebcdic(text);
  }
  // Where the first of so many blanks is.
  std::size_t room(std::size_t letters) {
    bytes_ += s370::ebcdic(std::string(letters, ' '));
    return bytes_.size() - letters;
  }
  void text(const std::string& more) { bytes_ += s370::ebcdic(more); }
  [[nodiscard]] const std::string& bytes() const { return bytes_; }

 private:
  // From 1 on, on a screen of 80 columns.
  void address(unsigned row, unsigned column) {
    constexpr unsigned kColumns = 80;
    const unsigned place = (row - 1) * kColumns + column - 1;
    bytes_.push_back(graphic(place >> 6U));
    bytes_.push_back(graphic(place & 0x3FU));
  }

  std::string bytes_;
};

}  // namespace

EchoScreen echo_screen() {
  EchoScreen screen;
  Stream stream;
  stream.order(kResetAndRestoreKeyboard);
  stream.at(1, 1);
  screen.fill = stream.repeat_to(1, 1);  // all of the screen, of whatever size it is
  stream.field(Field::Intense, "TN3270D TEST GUEST");
  stream.at(2, 1);
  stream.field(Field::Protected, "DEVICE ");
  screen.device = stream.room(4);
  stream.text("   INPUTS ");
  screen.inputs = stream.room(8);
  stream.text("   AID ");
  screen.aid = stream.room(2);
  stream.at(3, 1);
  stream.field(Field::Hidden, "HIDDEN ");
  screen.hidden_device = stream.room(4);
  stream.at(5, 1);
  stream.field(Field::Protected, "===>");
  stream.field(Field::Input);
  stream.order(kInsertCursor);
  stream.repeat_to(5, 7 + kEchoTyped);
  stream.field(Field::Skipped);
  stream.at(7, 1);
  stream.field(Field::Protected, "TYPED ");
  screen.typed = stream.room(kEchoTyped);
  screen.stream = stream.bytes();
  return screen;
}

}  // namespace e2e
