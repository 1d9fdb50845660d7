using System.Reflection;
using Touchstone.Media;
using Touchstone.Provenance;
using Touchstone.Provenance.Containers;
using Touchstone.Provenance.Signing;

namespace Touchstone.Workbench.Signing;

/// <summary>What a person wants said of a file.</summary>
public sealed record SigningStatement
{
    private const string Created = "c2pa.created", Opened = "c2pa.opened";

    // C2PA 2.2 §18.15.2, without those that need more than a name: placed comes with an ingredient, removed and redacted name what they took away.
    private static readonly string[] _known =
    [
        "created", "opened", "addedText", "adjustedColor", "changedSpeed", "color_adjustments", "converted", "cropped", "deleted", "drawing", "dubbed", "edited",
        "edited.metadata", "enhanced", "filtered", "orientation", "published", "repackaged", "resized", "resized.proportional", "transcoded", "translated",
        "trimmed", "unknown", "watermarked",
    ];

    /// <summary>Names of actions that may be given short.</summary>
    public static IReadOnlyList<string> KnownActions => _known;

    /// <summary>The software that signs.</summary>
    public static GeneratorInfo Generator { get; } = new("Touchstone", Assembly.GetExecutingAssembly().GetName().Version?.ToString(3));

    /// <summary>What was done, in order: a name of the specification without its prefix ("edited") or a name of one's own ("org.example.shaken"); empty for what the file itself suggests.</summary>
    public IReadOnlyList<string> Actions { get; init; } = [];

    /// <summary>How the content came to be: a name of <see cref="SourceType.Names"/>, or null.</summary>
    public string? Source { get; init; }

    /// <summary>Title, or null for the name of the output.</summary>
    public string? Title { get; init; }

    /// <summary>The file it was made from, or null: itself, as it was.</summary>
    public string? Parent { get; init; }

    /// <summary>Files that were put into it.</summary>
    public IReadOnlyList<string> Ingredients { get; init; } = [];

    /// <summary>The manifest that says so.</summary>
    /// <param name="input">The file to be signed.</param>
    /// <param name="title">Title where none is stated.</param>
    /// <param name="hasCredentials">Whether the file carries credentials already.</param>
    /// <param name="options">What the credentials of its ingredients are held against; its moment is the time of the actions.</param>
    /// <param name="cancel">Stops the reading of ingredients.</param>
    /// <exception cref="SigningException">It contradicts itself or the file, or an ingredient cannot be read.</exception>
    internal ManifestBuilder ToManifest(string input, string title, bool hasCredentials, ValidationOptions options, CancellationToken cancel)
    {
        string[] names = Actions.Count > 0 ? [.. Actions.Select(Name)] : [Parent is null && !hasCredentials ? Created : Opened];
        var source = Source is null ? null : SourceType.Find(Source) ?? throw Refused($"There is no source type '{Source}'. There are {string.Join(", ", SourceType.Names)}.");
        if (names.Skip(1).Any(n => n is Created or Opened)) throw Refused("A file is created or opened once, before anything else is done to it.");
        var manifest = new ManifestBuilder(Generator) { Title = Title ?? title };
        if (names[0] == Created)
        {
            if (Parent is not null) throw Refused("What was created new has no parent. Leave out --parent, or say what was done to the parent: --action edited.");
            if (hasCredentials) throw Refused("The file carries credentials already, and 'created' would drop them. Say what was done to it (--action edited), which keeps them as its history.");
            if (source is null) throw Refused($"Say how the file came to be (--source-type), which the specification asks of what was created: {string.Join(", ", SourceType.Names)}.");
            manifest.Add(Described(ManifestAction.Created(source), options.At));
        }
        else
        {
            var parent = Ingredient(IngredientRelationship.ParentOf, Parent ?? input, options, cancel);
            manifest.Add(Described(ManifestAction.Opened(parent), options.At));
            foreach (var name in names.Where(n => n != Opened)) manifest.Add(Described(Done(name, parent), options.At) with { DigitalSourceType = name == names.Last() ? source : null });
        }
        foreach (var path in Ingredients)
        {
            var part = Ingredient(IngredientRelationship.ComponentOf, path, options, cancel);
            manifest.Add(Described(new ManifestAction("c2pa.placed") { Ingredients = [part] }, options.At));
        }
        return manifest;
    }

    /// <summary>A file as an ingredient, with its credentials if it has any.</summary>
    /// <exception cref="SigningException">The file cannot be read.</exception>
    internal static ManifestIngredient Ingredient(IngredientRelationship relationship, string path, ValidationOptions options, CancellationToken cancel)
    {
        try
        {
            using var file = File.OpenRead(path);
            var asset = AssetBytes.Of(file);
            return ManifestIngredient.Of(relationship, asset, options, cancel) with { Title = Path.GetFileName(path), MediaType = MediaType(LayoutReader.Read(asset, options.Limits, cancel).Format) };
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new SigningException(Codes.SignInput, $"{path} cannot be read: {e.Message}");
        }
    }

    private static string Name(string given)
    {
        var name = given.StartsWith("c2pa.", StringComparison.Ordinal) ? given[5..] : given;
        if (_known.Contains(name)) return "c2pa." + name;
        if (given == name && name.Contains('.', StringComparison.Ordinal)) return name;
        throw Refused($"There is no action '{given}'. There are {string.Join(", ", _known)}; a name of your own has a dot in it (org.example.shaken).");
    }

    private static ManifestAction Done(string name, ManifestIngredient parent) => new(name) { Ingredients = name is "c2pa.transcoded" or "c2pa.repackaged" ? [parent] : [] };

    private static ManifestAction Described(ManifestAction action, DateTimeOffset when) => action with { When = when, SoftwareAgent = Generator };

    private static SigningException Refused(string why) => new(Codes.SignStatement, why);

    private static string? MediaType(AssetFormat format) => format switch
    {
        AssetFormat.Jpeg => "image/jpeg",
        AssetFormat.Png => "image/png",
        AssetFormat.WebP => "image/webp",
        AssetFormat.Wav => "audio/wav",
        AssetFormat.Avi => "video/x-msvideo",
        AssetFormat.Gif => "image/gif",
        AssetFormat.Tiff => "image/tiff",
        AssetFormat.Svg => "image/svg+xml",
        AssetFormat.IsoBmff => "video/mp4",
        AssetFormat.Mp3 => "audio/mpeg",
        AssetFormat.Flac => "audio/flac",
        AssetFormat.JpegXl => "image/jxl",
        AssetFormat.Pdf => "application/pdf",
        _ => null,
    };
}
