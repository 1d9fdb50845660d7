using Microsoft.Extensions.Caching.Memory;
using Touchstone.Service.Analysis;
using Touchstone.Workbench;

namespace Touchstone.Service.Cases;

/// <summary>The findings on a specimen, kept in memory for a while after they were read.</summary>
public sealed class CaseFindings(ExaminationQueue examinations, ResultStore results) : IDisposable
{
    // Results with maps and pictures take about ten megabytes; the newest few serve a page and its pictures.
    private const int KeptResults = 16;
    private static readonly TimeSpan Kept = TimeSpan.FromMinutes(5);

    private readonly MemoryCache _cache = new(new MemoryCacheOptions { SizeLimit = KeptResults });

    /// <summary>The newest findings, or null while there are none.</summary>
    public async Task<Examined?> OfAsync(string sha256, CancellationToken cancel)
    {
        if (await examinations.OfAsync(sha256, cancel) is not { DocumentSha256: { } digest }) return null;
        if (_cache.TryGetValue(digest, out Examined? kept)) return kept;
        var read = await results.GetAsync(digest, cancel);
        return _cache.Set(digest, read, new MemoryCacheEntryOptions { Size = 1, SlidingExpiration = Kept });
    }

    /// <inheritdoc/>
    public void Dispose() => _cache.Dispose();
}
