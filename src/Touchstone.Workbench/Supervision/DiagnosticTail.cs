using System.Globalization;
using System.Text;

namespace Touchstone.Workbench.Supervision;

/// <summary>The end of what a process writes to its error stream: read so that it never blocks, kept short, searched, and shown only after <see cref="Text"/> has cleaned it.</summary>
internal sealed class DiagnosticTail
{
    private const int MaximumBytes = 16 << 10;
    private const int MaximumShown = 4000;

    private readonly Lock _lock = new();
    private readonly byte[] _tail = new byte[MaximumBytes];
    private int _length;

    internal async Task DrainAsync(Stream stream)
    {
        var buffer = new byte[4096];
        try
        {
            for (int read; (read = await stream.ReadAsync(buffer, CancellationToken.None).ConfigureAwait(false)) > 0;)
                Keep(buffer.AsSpan(0, read));
        }
        catch (Exception e) when (e is IOException or ObjectDisposedException or OperationCanceledException)
        {
            // The process is gone, and with it its error stream.
        }
    }

    internal bool Contains(string text)
    {
        lock (_lock) return Encoding.UTF8.GetString(_tail, 0, _length).Contains(text, StringComparison.Ordinal);
    }

    /// <summary>The end as text for people: no control characters but line breaks, none that turn the direction of writing, 4,000 characters at most.</summary>
    internal string Text()
    {
        string text;
        lock (_lock) text = Encoding.UTF8.GetString(_tail, 0, _length);
        var clean = new string([.. text.Where(c => c == '\n' || !char.IsControl(c) && char.GetUnicodeCategory(c) != UnicodeCategory.Format && !char.IsSurrogate(c))]).Trim();
        return clean.Length <= MaximumShown ? clean : "…" + clean[^(MaximumShown - 1)..];
    }

    private void Keep(ReadOnlySpan<byte> bytes)
    {
        lock (_lock)
        {
            var surplus = Math.Max(0, _length + bytes.Length - MaximumBytes);
            _tail.AsSpan(surplus, _length - surplus).CopyTo(_tail);
            _length -= surplus;
            bytes.CopyTo(_tail.AsSpan(_length));
            _length += bytes.Length;
        }
    }
}
