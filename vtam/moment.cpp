#include "vtam/moment.h"

namespace vtam {
namespace {

using std::chrono::days;
using std::chrono::floor;

// "07": two digits of a number below 100.
std::string two(unsigned number) {
  return {static_cast<char>('0' + number / 10), static_cast<char>('0' + number % 10)};
}

}  // namespace

std::string date_text(const Moment& moment) {
  const std::chrono::year_month_day day{std::chrono::sys_days{floor<days>(moment.wall)}};
  const auto year = static_cast<unsigned>(static_cast<int>(day.year()) % 100);
  return two(static_cast<unsigned>(day.month())) + "/" + two(static_cast<unsigned>(day.day())) +
         "/" + two(year);
}

std::string time_text(const Moment& moment) {
  const std::chrono::hh_mm_ss time{moment.wall - floor<days>(moment.wall)};
  return two(static_cast<unsigned>(time.hours().count())) + ":" +
         two(static_cast<unsigned>(time.minutes().count())) + ":" +
         two(static_cast<unsigned>(time.seconds().count()));
}

}  // namespace vtam
