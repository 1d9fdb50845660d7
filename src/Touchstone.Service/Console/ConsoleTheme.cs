using MudBlazor;
using MudBlazor.Utilities;

namespace Touchstone.Service.Console;

/// <summary>Quiet neutral surfaces and one accent, light and dark in equal care.</summary>
internal static class ConsoleTheme
{
    // Body 14 px; three sizes on a page: 14, 17, 22.
    private static readonly string[] Families = ["Inter", "system-ui", "-apple-system", "Segoe UI", "Roboto", "sans-serif"];

    /// <summary>The dark palette as variables of the style sheet. The root element says which theme holds before anything is drawn, on live and on plain pages alike.</summary>
    internal static string DarkStyle => $"html.dark:root {{ color-scheme: dark; {string.Join(' ', Variables(Theme.PaletteDark).Select(v => $"--mud-palette-{v.Name}: {v.Colour.ToString(MudColorOutputFormats.Hex)};"))} }}";

    internal static MudTheme Theme { get; } = new()
    {
        PaletteLight = new PaletteLight
        {
            Primary = "#2f5d8a", Secondary = "#59636e", Background = "#f6f7f8", Surface = "#ffffff", AppbarBackground = "#ffffff", AppbarText = "#1d2329", DrawerBackground = "#ffffff",
            TextPrimary = "#1d2329", TextSecondary = "#4b5560", LinesDefault = "#d9dee3", Divider = "#d9dee3", TableLines = "#e5e9ed", Error = "#b3261e", Warning = "#8a5a00", Success = "#2e6b3e", Info = "#2f5d8a",
        },
        PaletteDark = new PaletteDark
        {
            Primary = "#8ab4e0", Secondary = "#a5b0bb", Background = "#14181c", Surface = "#1b2026", AppbarBackground = "#1b2026", AppbarText = "#e6eaee", DrawerBackground = "#1b2026",
            TextPrimary = "#e6eaee", TextSecondary = "#b3bec8", LinesDefault = "#343c45", Divider = "#343c45", TableLines = "#2a3138", Error = "#f2b8b5", Warning = "#f0c674", Success = "#9fd3ab", Info = "#8ab4e0",
        },
        Typography = new Typography
        {
            Default = new DefaultTypography { FontFamily = Families, FontSize = "14px", LineHeight = "1.55" },
            H5 = new H5Typography { FontFamily = Families, FontSize = "22px", FontWeight = "600", LineHeight = "1.3" },
            H6 = new H6Typography { FontFamily = Families, FontSize = "17px", FontWeight = "600", LineHeight = "1.35" },
            Body1 = new Body1Typography { FontFamily = Families, FontSize = "14px", LineHeight = "1.55" },
            Body2 = new Body2Typography { FontFamily = Families, FontSize = "14px", LineHeight = "1.55" },
            Button = new ButtonTypography { FontFamily = Families, FontSize = "14px", FontWeight = "600", TextTransform = "none" },
        },
        LayoutProperties = new LayoutProperties { DefaultBorderRadius = "6px", AppbarHeight = "56px" },
    };

    // What the console's style sheet uses.
    private static (string Name, MudColor Colour)[] Variables(Palette palette) =>
    [
        ("primary", palette.Primary), ("background", palette.Background), ("surface", palette.Surface), ("text-primary", palette.TextPrimary), ("text-secondary", palette.TextSecondary),
        ("divider", palette.Divider), ("table-lines", palette.TableLines), ("error", palette.Error), ("warning", palette.Warning), ("success", palette.Success),
    ];
}
