using System.Globalization;

namespace Touchstone.Provenance.Signatures;

// One spelling of moments in sentences.
internal static class Moment
{
    internal static string Text(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss 'UTC'", CultureInfo.InvariantCulture);
}
