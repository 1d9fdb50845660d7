using System.Buffers.Binary;
using Microsoft.AspNetCore.WebUtilities;

namespace Touchstone.Service.Cases;

/// <summary>A place in the list of cases: behind the one opened at this time with this id.</summary>
/// <param name="OpenedAt">When that case was opened.</param>
/// <param name="Id">Its id, which orders cases opened at the same time.</param>
public sealed record CaseCursor(DateTimeOffset OpenedAt, Guid Id)
{
    private const int TextBytes = 24;

    /// <summary>Behind this case.</summary>
    public static CaseCursor After(CaseSummary item)
    {
        ArgumentNullException.ThrowIfNull(item);
        return new CaseCursor(item.OpenedAt, item.Id);
    }

    /// <summary>The text other systems are given.</summary>
    public override string ToString()
    {
        Span<byte> bytes = stackalloc byte[TextBytes];
        BinaryPrimitives.WriteInt64BigEndian(bytes, OpenedAt.UtcTicks);
        Id.TryWriteBytes(bytes[8..]);
        return WebEncoders.Base64UrlEncode(bytes);
    }

    /// <summary>Reads such a text; false for any other.</summary>
    public static bool TryRead(string text, out CaseCursor? cursor)
    {
        cursor = null;
        Span<byte> bytes = stackalloc byte[TextBytes];
        if (text.Length != TextBytes / 3 * 4 || !System.Buffers.Text.Base64Url.TryDecodeFromChars(text, bytes, out var read) || read != TextBytes) return false;
        var ticks = BinaryPrimitives.ReadInt64BigEndian(bytes);
        if (ticks < 0 || ticks > DateTimeOffset.MaxValue.UtcTicks) return false;
        cursor = new CaseCursor(new DateTimeOffset(ticks, TimeSpan.Zero), new Guid(bytes[8..]));
        return true;
    }
}
