using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using Touchstone.Engine.Views;
using Touchstone.Workbench.Views;

namespace Touchstone.Cli.Verbs.Viewing;

/// <summary>What a person asked of <c>view</c>.</summary>
internal static class ViewOptions
{
    private const int HexBytes = 256;

    private static readonly Argument<string?> Input = new("FILE") { Description = "The file to look at. It is never written to.", Arity = ArgumentArity.ZeroOrOne };
    private static readonly Option<string?> Output = new("--out") { HelpName = "DIR", Description = "Write the pictures and views.json into this folder." };
    private static readonly Option<string[]> Names = new("--view") { HelpName = "NAME", Description = "Draw only this view; may be given more than once. See --list.", DefaultValueFactory = _ => [] };
    private static readonly Option<bool> List = new("--list") { Description = "Say which views there are." };
    private static readonly Option<string?> Against = new("--against") { HelpName = "FILE", Description = "Draw the difference to this file, which must have the same size." };
    private static readonly Option<int> Quality = new("--ela-quality") { HelpName = "N", Description = "Quality of the re-save of error level analysis, 1 to 100.", DefaultValueFactory = _ => new ViewSettings().ResaveQuality };
    private static readonly Option<double?> Top = new("--scale-top") { HelpName = "VALUE", Description = "Upper end of the scale instead of each view's own; signed scales begin at its negative." };
    private static readonly Option<int> Edge = new("--edge") { HelpName = "PX", Description = "Longest edge of a picture; larger ones are shown reduced.", DefaultValueFactory = _ => new ViewTerms([], new ViewSettings()).Edge };
    private static readonly Option<bool> Tree = new("--tree") { Description = "Print the structure of the file: markers, chunks or boxes with offsets and values." };
    private static readonly Option<string?> Hex = new("--hex") { HelpName = "OFFSET[:LENGTH]", Description = "Print bytes from an offset on (decimal, or 0x…), 256 unless said." };

    internal static void AddTo(Command command)
    {
        command.Arguments.Add(Input);
        foreach (var option in (Option[])[Output, Names, List, Against, Quality, Top, Edge, Tree, Hex]) command.Options.Add(option);
        command.Validators.Add(Check);
    }

    internal static bool WantsList(ParseResult parsed) => parsed.GetValue(List);

    internal static bool NamesViews(ParseResult parsed) => parsed.GetRequiredValue(Names).Length > 0;

    internal static (string File, string? Folder, ViewTerms Terms) Read(ParseResult parsed)
    {
        var (folder, against) = (parsed.GetValue(Output), parsed.GetValue(Against));
        string[] named = [.. parsed.GetRequiredValue(Names).Distinct()];
        // Unless named, a difference is drawn where there is something to take it to.
        IReadOnlyList<string> names = folder is null ? [] : named.Length > 0 ? named : [.. ViewCatalog.All.Select(v => v.Id).Where(id => id != "difference" || against is not null)];
        var settings = new ViewSettings { ResaveQuality = parsed.GetValue(Quality), ScaleTop = parsed.GetValue(Top) };
        return (parsed.GetRequiredValue(Input)!, folder, new ViewTerms(names, settings)
        {
            Against = against is null ? null : Path.GetFullPath(against), Edge = parsed.GetValue(Edge), Tree = parsed.GetValue(Tree),
            Hex = parsed.GetValue(Hex) is { } hex && TryRange(hex, out var range) ? range : null,
        });
    }

    private static void Check(CommandResult result)
    {
        // An option without its value, or with a text for a number, is told of by the parser, and cannot be asked for.
        if (result.Children.OfType<OptionResult>().Any(o => o.Tokens.Count < o.Option.Arity.MinimumNumberOfValues)) return;
        bool IsRead(Option option, Func<string, bool> reads) => result.GetResult(option) is not { Tokens: [var token, ..] } || reads(token.Value);
        if (!IsRead(Quality, t => int.TryParse(t, out _)) || !IsRead(Edge, t => int.TryParse(t, out _)) || !IsRead(Top, t => double.TryParse(t, out _))) return;
        if (result.GetValue(List)) return;
        // A default is not there yet while the line is read.
        bool IsGiven(Option option) => result.GetResult(option) is { Implicit: false };
        var folder = result.GetValue(Output);
        if (result.GetValue(Input) is not { } file) result.AddError("Say which file to look at: touchstone view FILE --out DIR, or --list.");
        else if (file.StartsWith('-') && !Path.Exists(file)) result.AddError($"There is no option {file}. (A file of that name is given as ./{file}.)");
        if (folder is null && !result.GetValue(Tree) && result.GetValue(Hex) is null) result.AddError("Say what to make: --out DIR for pictures, --tree for the structure, --hex OFFSET for bytes.");
        if (folder is null && (result.GetResult(Names) is { Implicit: false } || result.GetValue(Against) is not null)) result.AddError("Pictures need a folder: --out DIR.");
        foreach (var name in result.GetValue(Names) ?? [])
            if (ViewCatalog.Find(name) is null) result.AddError($"There is no view '{name}'. There are {string.Join(", ", ViewCatalog.All.Select(v => v.Id))}.");
        if (IsGiven(Quality) && result.GetValue(Quality) is not (>= 1 and <= 100)) result.AddError("--ela-quality takes a whole number from 1 to 100.");
        if (result.GetValue(Top) is { } top && !(top > 0 && double.IsFinite(top))) result.AddError("--scale-top takes a number above 0.");
        if (IsGiven(Edge) && result.GetValue(Edge) is not (>= ViewTerms.LeastEdge and <= ViewTerms.MostEdge)) result.AddError($"--edge takes a whole number from {ViewTerms.LeastEdge} to {ViewTerms.MostEdge}.");
        if (result.GetValue(Hex) is { } hex && !TryRange(hex, out _)) result.AddError($"--hex takes OFFSET or OFFSET:LENGTH, with at most {ViewTerms.MaximumHexBytes} bytes.");
    }

    private static bool TryRange(string text, out ByteRange range)
    {
        range = new ByteRange(0, HexBytes);
        var parts = text.Split(':');
        if (parts.Length > 2 || !TryNumber(parts[0], out var offset)) return false;
        long length = HexBytes;
        if (parts.Length == 2 && !TryNumber(parts[1], out length)) return false;
        if (length is < 1 or > ViewTerms.MaximumHexBytes) return false;
        range = new ByteRange(offset, (int)length);
        return true;
    }

    private static bool TryNumber(string text, out long number) => text.StartsWith("0x", StringComparison.OrdinalIgnoreCase)
        ? long.TryParse(text.AsSpan(2), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out number) && number >= 0
        : long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out number);
}
