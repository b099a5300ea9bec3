#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "config/settings.h"
#include "tn3270/datastream/screen_size.h"

// USS messages 0-14 as lines of text.
namespace vtam {

// The numbers that the IBM-supplied table ISTINCDT gives them.
namespace uss {
inline constexpr std::uint8_t kSuccessful = 0;
inline constexpr std::uint8_t kInvalidCommand = 1;
inline constexpr std::uint8_t kUnknownCommand = 2;       // text: the command
inline constexpr std::uint8_t kUnknownParameter = 3;     // text: the parameter
inline constexpr std::uint8_t kInvalidParameter = 4;     // text: the parameter with its value
inline constexpr std::uint8_t kUnsupportedFunction = 5;  // text: what is not to be had
inline constexpr std::uint8_t kSequenceError = 6;        // text: what is the matter
inline constexpr std::uint8_t kNotBound = 7;             // applid, sense; text: why
inline constexpr std::uint8_t kNoStorage = 8;
inline constexpr std::uint8_t kMagneticCard = 9;
inline constexpr std::uint8_t kWelcome = 10;
inline constexpr std::uint8_t kSessionEnded = 11;      // applid; text: why, may be empty
inline constexpr std::uint8_t kParameterMissing = 12;  // text: the parameter
inline constexpr std::uint8_t kEcho = 13;              // text: what IBMTEST sends back
inline constexpr std::uint8_t kNotDefined = 14;        // text: the number of the message
}  // namespace uss

// What a message may say. Whoever has no value for one leaves it empty: its place is blank then.
struct UssValues {
  std::string lu{};
  std::string applid{};
  std::string logmode{};
  std::string date{};    // "11/21/26"
  std::string time{};    // "15:02:25"
  std::string client{};  // its address
  std::string sense{};   // "08210000"
  std::string text{};    // what this one message is about, see above
};

// The message of `own` for this number, code page ("037", or as a setting says it) and screen: one
// for both before one for the code page, for the size, for all; among equals the first. nullptr:
// there is none.
[[nodiscard]] const config::UssMessage* find_uss(const std::vector<config::UssMessage>& own,
                                                 std::uint8_t number, const std::string& code_page,
                                                 tn3270::ScreenSize screen);

// The lines of that message, else of the built-in English one, at most as many as the screen has
// rows and each at most as wide as the screen. A number beyond 14 is answered with message 14.
//
// Replaced are @@LUNAME, @@APPLID, @@LOGMODE, @@DATE, @@TIME, @@CLIENT, @@SIZE, @@SENSE and @@TEXT,
// and what VTAM calls the same: @@@@DATE, @@@@TIME, @@@SENSE, @@@@@@@@@IPADDR (USSMSG, SCAN). VTAM
// keeps columns: a value stands where its name stood and is filled with blanks to the length of
// that name. A value that is longer takes blanks behind the name, all but the last; only then the
// rest of the line moves. @@TEXT is as long as it is, and a line of nothing else is wrapped. Names
// that are none of these are left as they are.
[[nodiscard]] std::vector<std::string> uss_lines(const std::vector<config::UssMessage>& own,
                                                 std::uint8_t number, const std::string& code_page,
                                                 tn3270::ScreenSize screen,
                                                 const UssValues& values);

}  // namespace vtam
