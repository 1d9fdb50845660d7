using System.Collections.Concurrent;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Touchstone.Engine;
using Touchstone.Engine.Views;
using Touchstone.Media;
using Touchstone.Service.Analysis;
using Touchstone.Service.Intake;
using Touchstone.Service.Journal;
using Touchstone.Service.Platform;
using Touchstone.Service.Platform.Blobs;
using Touchstone.Workbench.Exhibits;
using Touchstone.Workbench.Views;

namespace Touchstone.Service.Cases.Viewing;

/// <summary>Views and renderings of specimens: made in the supervised process when somebody asks, then kept.</summary>
public sealed class Layers(IDbContextFactory<Database> databases, JournalStore journal, IBlobStore blobs, Bench bench, ServiceOptions options)
{
    // Longer edge of a drawn view, pixels: finer than any screen, and a few megabytes.
    private const int Edge = 2400;

    private readonly ConcurrentDictionary<(string Sha256, string View), Lazy<Task<IReadOnlyList<Layer>>>> _making = new();

    /// <summary>Whether there is a view or rendering of this name.</summary>
    public static bool IsKnown(string view) => Renderings.IsKnown(view) || ViewCatalog.Find(view) is not null;

    /// <summary>The pictures of one view; a fault stands in the place of what cannot be made.</summary>
    public async Task<IReadOnlyList<Layer>> OfAsync(string sha256, string view, CancellationToken cancel)
    {
        if (!IsKnown(view)) return [];
        if (await KeptAsync(sha256, view, cancel) is { } kept) return kept;
        // Whoever else asks meanwhile waits for the same work.
        var making = _making.GetOrAdd((sha256, view), key => new(() => MakeAsync(key.Sha256, key.View)));
        try
        {
            return await making.Value.WaitAsync(cancel);
        }
        finally
        {
            if (making.Value.IsCompleted) _making.TryRemove(new((sha256, view), making));
        }
    }

    /// <summary>The small picture of an examined specimen, or null: taken out of its result once and kept by itself, for a result has megabytes and a list shows fifty.</summary>
    internal async Task<Layer?> ThumbnailAsync(string sha256, CaseFindings findings, CancellationToken cancel)
    {
        if (await KeptAsync(sha256, ExhibitNames.Thumbnail, cancel) is [var kept, ..]) return kept;
        if ((await findings.OfAsync(sha256, cancel))?.Exhibits.FirstOrDefault(e => e.Name == ExhibitNames.Thumbnail) is not { } picture) return null;
        var layer = Layer.Of(picture, await StoreAsync(picture.Bytes));
        await KeepAsync(sha256, ExhibitNames.Thumbnail, [layer]);
        return layer;
    }

    /// <summary>Structure and bytes of a specimen as text.</summary>
    public async Task<ViewAnswer?> TextAsync(string sha256, bool tree, ByteRange? hex, CancellationToken cancel)
    {
        using var file = await blobs.GetAsync(sha256, cancel);
        return file is null ? null : (await bench.ViewAsync(file.Path, new ViewTerms([], new ViewSettings()) { Tree = tree, Hex = hex }, cancel)).Views;
    }

    /// <summary>Gives up what was drawn of a content; returns the digests of the pictures that no other content shares, for whoever removes the bytes.</summary>
    internal static async Task<IReadOnlyList<string>> ForgetAsync(Database database, string sha256, CancellationToken cancel)
    {
        var rows = await database.Set<LayerRow>().Where(r => r.Sha256 == sha256).ToListAsync(cancel);
        database.RemoveRange(rows);
        return await OwnAsync(database, rows, cancel);
    }

    private async Task<IReadOnlyList<Layer>> MakeAsync(string sha256, string view)
    {
        using var file = await blobs.GetAsync(sha256, CancellationToken.None);
        if (file is null) return [Refused(view, Codes.ServiceSpecimenGone, "The media are no longer stored.")];
        var isRendering = Renderings.IsKnown(view);
        var terms = new ViewTerms(isRendering ? [] : [view], new ViewSettings()) { Bare = true, Edge = Edge, Rendered = isRendering ? [view] : [] };
        var examined = await bench.ViewAsync(file.Path, terms, CancellationToken.None);
        // The process stopped, or the file cannot be read: nothing to keep, the next call tries again.
        if (examined.Views is not { } answer) return [Refused(view, examined.Examination.Fault?.Code ?? Codes.ViewFailed, examined.Examination.Fault?.Message ?? "It could not be drawn.")];
        var layers = new List<Layer>();
        foreach (var drawn in answer.Pictures) layers.Add(Layer.Of(drawn, drawn.Fault is null ? await StoreAsync(drawn.Png) : null));
        foreach (var rendered in answer.Rendered) layers.Add(Layer.Of(rendered, await StoreAsync(rendered.Bytes)));
        if (layers.Count == 0) return [Refused(view, answer.RenderFault?.Code ?? Codes.ViewNotPresent, answer.RenderFault?.Message ?? "This file has nothing of the kind to show.")];
        await KeepAsync(sha256, view, layers);
        return layers;
    }

    private async Task<IReadOnlyList<Layer>?> KeptAsync(string sha256, string view, CancellationToken cancel)
    {
        await using var database = await databases.CreateDbContextAsync(cancel);
        var row = await database.Set<LayerRow>().AsNoTracking().SingleOrDefaultAsync(r => r.Sha256 == sha256 && r.View == view && r.EngineVersion == Examination.CurrentEngineVersion, cancel);
        return row is null ? null : JsonSerializer.Deserialize<List<Layer>>(row.Layers);
    }

    private Task<int> KeepAsync(string sha256, string view, List<Layer> layers) => journal.WriteAsync(async (database, pen) =>
    {
        // Another node may have made the same meanwhile.
        if (await database.Set<LayerRow>().AnyAsync(r => r.Sha256 == sha256 && r.View == view && r.EngineVersion == Examination.CurrentEngineVersion)) return 0;
        var row = new LayerRow { Id = Guid.CreateVersion7(pen.Now), Sha256 = sha256, EngineVersion = Examination.CurrentEngineVersion, View = view, Layers = JsonSerializer.Serialize(layers) };
        // Deleted while it was drawn: pictures of it go as those before them went.
        if (!await Disposal.IsHeldAsync(database, sha256)) await DropAsync(database, row);
        else database.Add(row);
        return 0;
    }, CancellationToken.None);

    private async Task DropAsync(Database database, LayerRow row)
    {
        foreach (var digest in await OwnAsync(database, [row], CancellationToken.None)) await blobs.DeleteAsync(digest, CancellationToken.None);
    }

    // Digests of the pictures that no other content shares.
    private static async Task<IReadOnlyList<string>> OwnAsync(Database database, IReadOnlyList<LayerRow> rows, CancellationToken cancel)
    {
        List<string> own = [];
        foreach (var (digest, sha256) in rows.SelectMany(r => JsonSerializer.Deserialize<List<Layer>>(r.Layers)!.Select(l => (l.Blob, r.Sha256))).Distinct())
            if (digest is not null && !await database.Set<LayerRow>().AnyAsync(r => r.Sha256 != sha256 && r.Layers.Contains(digest), cancel)) own.Add(digest);
        return own;
    }

    private Task<string> StoreAsync(byte[] bytes) => blobs.MakeAsync(options.DataFolder, file => file.WriteAsync(bytes).AsTask(), CancellationToken.None);

    private static Layer Refused(string view, string code, string text) => new(view, view, view, text, "", null) { Code = code };
}
