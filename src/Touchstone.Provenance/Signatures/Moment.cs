using System.Globalization;
using Touchstone.Provenance.Trust;

namespace Touchstone.Provenance.Signatures;

// One spelling of moments and of lists in sentences.
internal static class Moment
{
    internal static string Text(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss 'UTC'", CultureInfo.InvariantCulture);

    internal static string Words(TrustList list) => list.Date == default ? $"the list {list.Name}" : string.Create(CultureInfo.InvariantCulture, $"the list {list.Name} of {list.Date:yyyy-MM-dd}");
}
