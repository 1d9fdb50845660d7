namespace Touchstone.Provenance.Containers.Bmff;

/// <summary>Reads C2PA's uuid boxes (C2PA 2.2 §A.5.1–§A.5.4).</summary>
internal static class CredentialBoxes
{
    private const int LongestPurpose = 32;

    /// <summary>User type of the boxes.</summary>
    internal static ReadOnlySpan<byte> UserType => [0xD8, 0xFE, 0xC3, 0xD6, 0x1B, 0x0E, 0x48, 0x3C, 0x92, 0x97, 0x58, 0x28, 0x87, 0x7E, 0xC4, 0x81];

    // … head of a full box | purpose 0 | offset of the first Merkle box, 8 | store | padding …
    internal static void Read(LayoutBuilder to, BmffBox box)
    {
        var start = box.Range.Start + box.HeadBytes + 4;
        var head = to.Bytes.At(start, LongestPurpose + 16);
        head = head[..(int)Math.Clamp(box.Range.End - start, 0, head.Length)];
        var end = head[..Math.Min(head.Length, LongestPurpose)].IndexOf((byte)0);
        if (end < 0)
        {
            to.Damage(box.Range.Start, "The C2PA uuid box does not say what it is for.");
            to.EmptyPlace("C2PA uuid box without a purpose", box.Range.Start, box.Range.Length);
            return;
        }
        var purpose = LayoutBuilder.Printable(head[..end]);
        if (purpose == "merkle")
        {
            to.HasFragmentHashes = true;
            to.Region("C2PA uuid box (merkle)", box.Range.Start, box.Range.Length, RegionRole.Credentials);
            return;
        }
        if (purpose is not ("manifest" or "original" or "update")) to.Damage(box.Range.Start, $"The C2PA uuid box is for \"{purpose}\", which is not known.");
        // Only a manifest's box is said to hold the offset; writers of updates differ.
        var after = head[(end + 1)..];
        var hasOffset = !(after.Length >= 8 && after[4..8].SequenceEqual("jumb"u8));
        Store(to, box, purpose, start + end + 1 + (hasOffset ? 8 : 0));
    }

    private static void Store(LayoutBuilder to, BmffBox box, string purpose, long start)
    {
        var length = box.Range.End - start;
        var stated = length >= 8 ? to.Bytes.UInt32Big(start) : 0;
        if (length <= 0 || stated == 0 && IsBlank(to, start, Math.Min(length, to.Limits.MaximumStoreBytes)))
        {
            to.EmptyPlace($"empty C2PA uuid box ({purpose})", box.Range.Start, box.Range.Length);
            return;
        }
        // What follows the superbox is padding.
        if (stated >= 8 && stated < length) length = stated;
        to.Store(start, length, box.Range, "C2PA uuid box", purpose);
    }

    private static bool IsBlank(LayoutBuilder to, long start, long length)
    {
        for (var at = start; at < start + length;)
        {
            var window = to.Bytes.At(at, 4096);
            window = window[..(int)Math.Min(window.Length, start + length - at)];
            if (window.IsEmpty) return true;
            if (window.ContainsAnyExcept((byte)0)) return false;
            at += window.Length;
        }
        return true;
    }
}
